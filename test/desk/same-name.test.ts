import { expect, test } from 'vitest'
import { hashText } from '../../engine/terms/hash.ts'
import { defineTool } from '../../engine/tools/define-tool.ts'
import { accept, askOf, opened, rested, until } from './desk-hands.ts'
import { memoryHome } from './memory-desk.ts'

const sent: string[] = []
const tell = defineTool({
  name: 'note.tell',
  title: 'Tell somebody',
  description: 'Tells somebody something.',
  input: { type: 'object', properties: { to: { type: 'string' }, words: { type: 'string' } }, required: ['to', 'words'] },
  output: {},
  class: 'sensitive',
  control: { to: 'address' },
  rehearse: () => null,
  perform: async ({ words }) => (sent.push(String(words)), null),
})

const report = (words: string): string => `chela: 1
name: daily-report
title: Daily report
uses: { note.tell: { to: me@example.org } }
states:
  tell: { call: note.tell, with: { to: me@example.org, words: ${words} } }
  done: { end: done }
`
const policy = 'chela: 1\nrules:\n  - allow: note.tell\n    skill: daily-report\n    with: { to: me@example.org }\n'

async function deskWithRule() {
  sent.length = 0
  const home = memoryHome()
  home.policy = policy
  const desk = await opened(home, [tell])
  await desk.save('mine/daily-report', report('mine'), null)
  await accept(desk, report('mine'))
  return { home, desk }
}

test('a rule by name spares the skill that stands under it, and asks for a text of a stranger that says it has that name', async () => {
  const { desk } = await deskWithRule()
  const { run } = await desk.start({ text: report('mine'), input: {} })
  await rested(desk, run, 'done')
  const [shown] = (await desk.report(report('theirs'))).texts
  expect(shown?.rules).toEqual(['A rule of yours allows note.tell with "to" being me@example.org to whatever text you have accepted that stands under the name "daily-report" among your skills.'])
  await accept(desk, report('theirs'))
  const stranger = await desk.start({ text: report('theirs'), input: {} })
  const ask = await askOf(desk, stranger.run)
  await desk.answer(stranger.run, ask.ask, { kind: 'no' })
  await rested(desk, stranger.run, 'failed')
  expect(sent).toEqual(['mine'])
})

test('an "always" that was said to one text holds for that text alone', async () => {
  const { home, desk } = await deskWithRule()
  home.policy = ''
  const { run } = await desk.start({ text: report('mine'), input: {} })
  await desk.answer(run, (await askOf(desk, run)).ask, { kind: 'yes', span: 'always' })
  await rested(desk, run, 'done')
  const again = await desk.start({ text: report('mine'), input: {} })
  await rested(desk, again.run, 'done')
  await accept(desk, report('theirs'))
  const stranger = await desk.start({ text: report('theirs'), input: {} })
  expect((await askOf(desk, stranger.run)).question).toMatchObject({ kind: 'approve' })
  await desk.cancel(stranger.run)
  expect(sent).toEqual(['mine', 'mine'])
})

test('an acceptance that is taken back while a run waits for an answer ends what it may do, whatever is answered', async () => {
  const { home, desk } = await deskWithRule()
  home.policy = ''
  const { run } = await desk.start({ text: report('mine'), input: {} })
  const { ask } = await askOf(desk, run)
  await desk.unaccept(hashText(report('mine')))
  await desk.answer(run, ask, { kind: 'yes', span: 'always' })
  await rested(desk, run, 'failed')
  const denied = await until(async () => (await desk.entries(run)).find(({ kind }) => kind === 'effect-denied'))
  expect(denied).toMatchObject({ decision: { answer: 'deny', because: expect.stringContaining('You took it back') } })
  expect(sent).toEqual([])
})
