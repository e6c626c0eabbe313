/* The elements of a list of which only parts are foreign: what is chosen of them keeps its own labels, and what decides the choice counts for all. */
import { describe, expect, test } from 'vitest'
import { attempt, deeds } from '../helpers/attempt.ts'
import { someTool } from '../helpers/test-world.ts'

const find = someTool('find', () => ({ count: 2, files: [{ path: 'a', size: 1, text: 'evil' }, { path: 'b', size: 2, text: 'evil' }], pages: [['a', 'evil']] }), { untrusted: ['files.*.text', 'pages'] })
const each = (list: string, to: string): string => `states: { look: { call: find }, put: { each: "\${ ${list} }", as: one, call: put, with: { to: "\${ ${to} }" } } }`
const asks = async (list: string, to: string): Promise<readonly [number, number]> => {
  const { ledger, put } = deeds()
  const { asked } = await attempt({ skill: each(list, to), tools: [find, put] })
  return [asked.length === 0 ? 0 : 1, ledger.done.length]
}

describe('a trusted part of an element is not asked about', () => {
  test.each([
    ['look.files', 2],
    ['look.files.filter(f, f.size > 1)', 1],
    ['look.files.filter(f, f.size > 0).filter(f, f.path != "b")', 1],
    ['look.files.filter(f, look.count == 2)', 2],
    ["look['files'].filter(f, f.size > 1)", 1],
  ])('of %s', async (list, done) => {
    expect(await asks(list.replaceAll('"', "'"), 'one.path')).toEqual([0, done])
  })
})

describe('what others wrote, or what it chose, is asked about', () => {
  test.each([
    ['a foreign part of an element', 'look.files.filter(f, f.size > 1)', 'one.text'],
    ['the whole element', 'look.files.filter(f, f.size > 1)', 'json(one)'],
    ['a part that a foreign index names', 'look.files.filter(f, f.size > 1)', "one[look.pages[0][1] == 'evil' ? 'path' : 'path']"],
    ['elements that a foreign part chose', "look.files.filter(f, f.text == 'evil')", 'one.path'],
    ['elements that a foreign part chose before', "look.files.filter(f, f.text == 'evil').filter(f, f.size > 0)", 'one.path'],
    ['elements that another foreign list chose', "look.files.filter(f, look.pages.exists(p, p[0] == f.path))", 'one.path'],
    ['elements that were chosen by the list as a whole', "look.files.filter(f, look.files == look.files)", 'one.path'],
    ['what was made of elements', "look.files.filter(f, true).map(f, { 'path': f.text })", 'one.path'],
    ['what was made of the list', "look.files.filter(f, true).map(f, { 'path': look.files })", 'one.path[0].text'],
    ['what was made of the list under another name', "look.files.filter(f, true).map(f, { 'k': { 'path': look.files[0] } })", 'one.k.path.text'],
    ['a list beside the chosen one', "look.files.filter(f, true) + [{ 'path': look.files[0].text }] + look.files.filter(f, true)", 'one.path'],
    ['a choice between lists', "look.files.filter(f, f.text == '').size() > 0 ? look.files : look.files.filter(f, true)", 'one.path'],
  ])('%s', async (_what, list, to) => {
    expect(await asks(list, to)).toEqual([1, 0])
  })
})
