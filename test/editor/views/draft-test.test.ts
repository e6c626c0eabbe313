import { expect, test } from 'vitest'
import { drawPicture, checkingWorld, type Picture } from '../../../editor/session/picture.ts'
import { draftTest, missingAims, readDraft } from '../../../editor/views/tests/draft-test.ts'
import { skillTemplates } from '../../../editor/views/library/skill-templates.ts'
import { knowledge } from '../../helpers/editor-knowledge.ts'

const tools = knowledge.tools
const goodOf = (title: string): NonNullable<Picture['good']> => {
  const text = skillTemplates.find((one) => one.title === title)?.text('sample') ?? ''
  const { good } = drawPicture(text, checkingWorld({ tools: [...tools.values()], skills: [] }))
  if (good === undefined) throw new Error(`${title} has faults.`)
  return good
}

test('a case that fails and one that is denied are offered while no test has them', () => {
  expect(missingAims(goodOf('Empty'), tools)).toEqual([{ kind: 'passes' }])
  expect(missingAims(goodOf('For each of many'), tools)).toEqual([{ kind: 'fails', tool: 'file.list' }, { kind: 'denied', tool: 'file.move' }])
})

test('a draft comes filled in, and needs only what is expected', () => {
  const good = goodOf('Ask, then do')
  const draft = draftTest(good, tools, { kind: 'denied', tool: 'file.write' })
  expect(draft).toMatchObject({ given: { folder: '/' }, person: { sure: '"yes"', what: expect.stringContaining('note') }, deny: ['file.write'] })
  expect(readDraft(draft, good.skill.inputs)).toEqual({ faults: { end: expect.stringContaining('Say what is expected') } })
  expect(readDraft({ ...draft, end: 'failed' }, good.skill.inputs)).toMatchObject({ test: { name: 'goes on when file.write is denied', given: { folder: '/' }, deny: ['file.write'], expect: { end: 'failed' } } })
})

test('what is written wrongly is told at its field', () => {
  const good = goodOf('Look, then tell')
  const draft = draftTest(good, tools, { kind: 'fails', tool: 'file.list' })
  expect(JSON.parse(draft.answers['file.list'] ?? '')).toHaveProperty('error.code')
  expect(readDraft({ ...draft, name: ' ', end: 'failed', output: '{', answers: { 'file.list': 'no' } }, good.skill.inputs)).toEqual({ faults: { name: expect.any(String), output: expect.any(String), 'answers file.list': expect.any(String) } })
})

test('a test of one state answers only for what lies on the way to it', () => {
  const draft = draftTest(goodOf('Look, then tell'), tools, { kind: 'state', state: 'look' })
  expect([Object.keys(draft.answers), draft.states]).toEqual([['file.list'], 'look'])
})
