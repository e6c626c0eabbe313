import { expect, test } from 'vitest'
import { hashText } from '../../engine/terms/hash.ts'
import { defineTool } from '../../engine/tools/define-tool.ts'
import { accept, askOf, opened, rested } from './desk-hands.ts'
import { memoryHome } from './memory-desk.ts'

const inner = `chela: 1
name: inner-skill
uses: { file.list: { folder: /home } }
states:
  look: { call: file.list, with: { folder: /home } }
  done: { end: done }
`

const outer = `chela: 1
name: outer-skill
title: Outer
uses: { inner-skill: {} }
states:
  go: { run: inner-skill }
  done: { end: done }
`

const trashes = outer.replace('uses: { inner-skill: {} }', 'uses: { inner-skill: {}, file.trash: { path: /home/x } }').replace('  done:', '  away: { call: file.trash, with: { path: /home/x } }\n  done:')

async function deskWithInner() {
  const home = memoryHome({ '/home/x': 'x' }, { 'inner-skill': inner })
  return { home, desk: await opened(home) }
}

test('a text runs only when it and all that it runs inside are accepted', async () => {
  const { desk } = await deskWithInner()
  const { texts } = await desk.report(outer)
  expect(texts.map(({ skill, accepted, changed, before }) => [skill, accepted, changed, before])).toEqual([['outer-skill', false, null, null], ['inner-skill', false, null, null]])
  expect(texts[1]?.words.join()).toContain('list')
  await expect(desk.start({ text: outer, input: {} })).rejects.toMatchObject({ code: 'not-accepted', facts: { hashes: [hashText(outer), hashText(inner)] } })
  await expect(desk.rehearse(outer, {})).rejects.toMatchObject({ code: 'not-accepted' })
  await desk.accept(outer, [hashText(outer)])
  await expect(desk.start({ text: outer, input: {} })).rejects.toMatchObject({ facts: { hashes: [hashText(inner)] } })
  await expect(desk.accept(outer, [hashText('another')])).rejects.toMatchObject({ code: 'not-shown' })
  await desk.accept(outer, [hashText(inner)])
  const { run } = await desk.start({ text: outer, input: {} })
  await rested(desk, run, 'done')
  expect(await desk.runs()).toHaveLength(1)
})

test('a text that is no longer accepted starts no more, and stands in the list so', async () => {
  const { desk } = await deskWithInner()
  await accept(desk, outer)
  await desk.unaccept(hashText(inner))
  await desk.unaccept(hashText('another'))
  await expect(desk.start({ text: outer, input: {} })).rejects.toMatchObject({ code: 'not-accepted', facts: { hashes: [hashText(inner)] } })
  expect((await desk.skills()).map(({ name, accepted }) => [name, accepted])).toEqual([['inner-skill', false]])
})

test('a changed text shows what is new and the text that was accepted before', async () => {
  const { desk } = await deskWithInner()
  await accept(desk, outer)
  const [changed, same] = (await desk.report(trashes)).texts
  expect(changed).toMatchObject({ accepted: false, before: outer, changed: { added: [{ tool: 'file.trash' }] } })
  expect(changed?.changedWords.join()).toContain('New: ')
  expect(same).toMatchObject({ skill: 'inner-skill', accepted: true, changed: null, before: null })
  await expect(desk.start({ text: trashes, input: {} })).rejects.toMatchObject({ code: 'not-accepted' })
})

test('a text with errors shows no report, is listed as faulty and is not started', async () => {
  const { desk } = await deskWithInner()
  const faulty = 'chela: 1\nname: broken\ntitle: Broken\nstates:\n  a: { next: nowhere }\n'
  expect(await desk.report(faulty)).toEqual({ texts: [] })
  await desk.save('mine/broken', faulty, null)
  expect((await desk.skills()).find(({ id }) => id === 'mine/broken')).toMatchObject({ faulty: true, title: 'Broken', summary: null, accepted: false })
  await expect(desk.start({ text: faulty, input: {} })).rejects.toMatchObject({ code: 'faulty-skill', message: expect.stringContaining('5:') })
  await expect(desk.test('{[')).rejects.toMatchObject({ code: 'faulty-skill' })
  await expect(desk.report('x'.repeat(1024 * 1024 + 1))).rejects.toMatchObject({ code: 'too-large' })
})

test('a skill that is added or changed is known to the next look, and its change has to be accepted', async () => {
  const { desk } = await deskWithInner()
  await accept(desk, outer)
  await desk.save('mine/inner-skill', `${inner}# mine\n`, null)
  const { texts } = await desk.report(outer)
  expect(texts.map(({ accepted }) => accepted)).toEqual([true, false])
  await expect(desk.start({ text: outer, input: {} })).rejects.toMatchObject({ code: 'not-accepted' })
})

test('a file that somebody else changed is a conflict, and nothing is written over', async () => {
  const { desk } = await deskWithInner()
  const first = await desk.save('mine/a', 'one', null)
  expect(first).toHaveProperty('kept')
  await desk.save('mine/a', 'two', hashText('one'))
  expect(await desk.save('mine/a', 'three', hashText('one'))).toMatchObject({ conflict: { text: 'two' } })
  expect(await desk.save('shipped/inner-skill', 'x', hashText(inner))).toHaveProperty('refused')
  expect(await desk.read('mine/none')).toBeNull()
})

test('the inputs of a start are checked before anything is written', async () => {
  const { desk } = await deskWithInner()
  const text = inner.replace('name: inner-skill', 'name: takes\ninputs: { count: integer }')
  await accept(desk, text)
  await expect(desk.start({ text, input: { count: 'x' } })).rejects.toMatchObject({ code: 'invalid-input' })
  expect(await desk.runs()).toEqual([])
})

const confirms = `chela: 1
name: trash-x
uses: { file.trash: { path: /home/x } }
states:
  sure: { confirm: Trash it?, yes: away, expires: 1m }
  away: { call: file.trash, with: { path: /home/x } }
  done: { end: done }
`

test('an approved rehearsal covers its deeds, in a confirm too', async () => {
  const { home, desk } = await deskWithInner()
  await accept(desk, confirms)
  const { envelope, deeds } = await desk.rehearse(confirms, {})
  expect(deeds).toHaveLength(1)
  const { run } = await desk.start({ text: confirms, input: {}, envelope })
  await rested(desk, run, 'done')
  expect(await home.files.facts('/home/x')).toBeUndefined()
  const again = await desk.start({ text: confirms, input: {}, envelope: ['0'.repeat(64)] })
  expect(await askOf(desk, again.run)).toMatchObject({ path: 'sure' })
})

test('one approval covers a deed as often as it was rehearsed, not more', async () => {
  const { desk } = await deskWithInner()
  const twice = confirms.replace('done: {', 'again: { confirm: Once more?, of: away, yes: done, expires: 1m }\n  done: {').replace('file.trash: { path: /home/x }', 'file.write: { path: /home }').replaceAll('call: file.trash, with: { path: /home/x }', 'call: file.write, with: { path: /home/y, text: y, replace: true }')
  await accept(desk, twice)
  const { envelope } = await desk.rehearse(twice, {})
  expect(envelope).toHaveLength(1)
  const { run } = await desk.start({ text: twice, input: {}, envelope })
  expect(await askOf(desk, run)).toMatchObject({ path: 'again' })
})

test('an approved rehearsal answers no confirm of a deed that always asks', async () => {
  const paid: string[] = []
  const pay = defineTool({
    name: 'bank.pay',
    title: 'Pay',
    description: 'Makes a payment.',
    input: { type: 'object', properties: { to: { type: 'string' } }, required: ['to'] },
    output: {},
    class: 'sensitive',
    control: { to: 'id' },
    rehearse: () => null,
    perform: async ({ to }) => (paid.push(to), null),
  })
  const pays = confirms.replaceAll('file.trash', 'bank.pay').replaceAll('path: /home/x', 'to: Eve')
  const desk = await opened(memoryHome(), [pay])
  await accept(desk, pays)
  const { envelope } = await desk.rehearse(pays, {})
  const { run } = await desk.start({ text: pays, input: {}, envelope })
  expect(await askOf(desk, run)).toMatchObject({ path: 'sure', question: { card: { onlyOnce: true } } })
  expect(paid).toEqual([])
})

test('the policy is saved on what it was, holds at once, and never with an error', async () => {
  const { desk } = await deskWithInner()
  const before = await desk.policy()
  expect(before).toEqual({ text: '', hash: hashText('') })
  expect(await desk.savePolicy('chela: 1\nrules: [ { deny: 7 } ]\n', before.hash)).toMatchObject({ refused: expect.stringMatching(/^2:/) })
  const text = 'chela: 1\nrules: [ { deny: file.* } ]\n'
  expect(await desk.savePolicy(text, before.hash)).toEqual({ saved: hashText(text) })
  expect(await desk.savePolicy('', before.hash)).toEqual({ conflict: text })
  await accept(desk, inner)
  const { run } = await desk.start({ text: inner, input: {} })
  await rested(desk, run, 'failed')
  expect(await desk.savePolicy('', hashText(text))).toEqual({ saved: hashText('') })
})

test('a yes for always is listed with its skill until it is revoked', async () => {
  const { desk, home } = await deskWithInner()
  await accept(desk, trashes)
  home.grants.push({ span: 'always', run: undefined, tool: 'file.trash', skill: hashText(trashes), with: { path: ['/home/x'] }, deed: undefined, choices: false, given: 1, until: undefined, revoked: false })
  const [grant, ...others] = await desk.grants()
  expect(others).toEqual([])
  expect(grant).toMatchObject({ tool: 'file.trash', skill: 'outer-skill', hash: hashText(trashes), words: expect.stringContaining('/home/x'), until: null })
  await desk.revoke('0'.repeat(64))
  expect(await desk.grants()).toHaveLength(1)
  await desk.revoke(grant?.id ?? '')
  expect(await desk.grants()).toEqual([])
})

test('a listing names the tools of a skill', async () => {
  const { desk } = await deskWithInner()
  expect((await desk.skills()).map(({ tools }) => tools)).toEqual([['file.list']])
})

test('tools are told as data', async () => {
  const { desk } = await deskWithInner()
  const tools = await desk.tools()
  expect(JSON.parse(JSON.stringify(tools))).toEqual(tools)
  expect(tools.find(({ name }) => name === 'file.trash')).toMatchObject({ undoes: true, class: 'reversible' })
})
