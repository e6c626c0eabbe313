import { expect, test } from 'vitest'
import { accept, opened, rested } from './desk-hands.ts'
import { memoryHome } from './memory-desk.ts'
import { modelFor } from './model-for.ts'

const bills = { '/d/bill-1.txt': '1', '/d/bill-2.txt': '2', '/elsewhere/x.txt': 'x' }
const words = 'move every bill in /d into a folder of its own, at most 5 files'

test('where no skill fits, a model that is connected makes two more ways possible, and none of them is begun', async () => {
  const { server, model } = await modelFor({ steps: [{ when: 'Which of "skills"', answer: { choice: 'none' } }] })
  const desk = await opened(memoryHome(bills), [], model)
  expect(await desk.ask(words)).toMatchObject({ kind: 'none', canWrite: true, canLoop: true })
  expect(await desk.ask('flurb the wobbly snark')).toMatchObject({ kind: 'none', canWrite: true, canLoop: false })
  expect(server.bodies).toHaveLength(0)
  expect(await desk.runs()).toEqual([])
  const alone = await opened(memoryHome(bills))
  expect(await alone.ask(words)).toMatchObject({ kind: 'none', canWrite: false, canLoop: false })
  await expect(alone.ask(words, { loop: true })).rejects.toMatchObject({ code: 'no-model' })
})

test('where several skills may be meant, step by step is offered beside them', async () => {
  const { model } = await modelFor({ steps: [{ when: 'Which of "skills"', answer: { choice: 'ask', question: 'Which one?' } }] })
  const skill = (name: string): string => `chela: 1\nname: ${name}\ntitle: Move bills\nexamples: [move every bill]\nstates: { done: { end: done } }\n`
  const skills = { 'move-bills': skill('move-bills'), 'move-bill-files': skill('move-bill-files') }
  expect(await (await opened(memoryHome(bills, skills))).ask('move every bill in /d')).toMatchObject({ kind: 'which', candidates: [{}, {}], canLoop: false })
  expect(await (await opened(memoryHome(bills, skills), [], model)).ask('move every bill in /d')).toMatchObject({ kind: 'which', canLoop: true })
})

test('step by step: the tools that are needed, the place that is named, a contract and a report; it runs only when that was accepted', async () => {
  const looking = { deed: 'file.list', file_list: { folder: { of: 'allowed', at: 0 } } }
  const moving = { deed: 'file.move', file_move: { from: { of: 'file_list.files', at: 0 }, to: { of: 'allowed', at: 0, below: 'bills', named: { of: 'file_list.files', at: 0 } } } }
  const { model } = await modelFor({
    steps: [
      { when: 'Which of "tools"', answer: { needed: ['file.move'] } },
      { when: 'What must have been done', answer: { required: [], limits: [] } },
      { when: ({ text }) => /1\. file\.list/.test(text) && /2\. file\.move/.test(text), answer: { deed: 'done' } },
      { when: ({ text }) => /1\. file\.list/.test(text), answer: moving },
      { when: 'Decide what to do next', answer: looking },
    ],
  })
  const home = memoryHome(bills)
  const desk = await opened(home, [], model)
  const proposal = await desk.ask(words, { loop: true })
  if (proposal.kind !== 'picked') throw new Error(JSON.stringify(proposal))
  expect(proposal.loop?.tools.map(({ name }) => name)).toEqual(['file.list', 'file.move'])
  expect(proposal.inputs).toEqual([{ name: 'place', value: '/d', from: 'words' }])
  expect(proposal.skill).toMatchObject({ id: null })
  expect(proposal.skill.text).not.toContain('/d\n')
  expect(proposal.contract.allowed.map(({ tool, with: bounds }) => [tool, bounds])).toEqual([['file.list', { folder: ['/d'] }], ['file.move', { from: ['/d'], to: ['/d'] }]])
  expect(proposal.contract.limits).toMatchObject([{ times: 5 }])
  const { text } = proposal.skill
  await expect(desk.start({ text, input: { place: '/d' }, contract: proposal.contract })).rejects.toMatchObject({ code: 'not-accepted' })
  expect((await desk.report(text)).texts[0]?.words.join('\n')).toContain('move')
  await accept(desk, text)
  const { run } = await desk.start({ text, input: { place: '/d' }, contract: proposal.contract })
  await rested(desk, run, 'done')
  expect((await home.files.list('/d/bills')).map(({ name }) => name)).toEqual(['bill-1.txt'])
})

test('where the words name no place, it is asked for; what the words name no page or person for is not offered', async () => {
  const { model } = await modelFor({ steps: [{ when: 'Which of "tools"', answer: ({ values }) => ({ needed: JSON.stringify(values['tools']).includes('mail.send(') ? ['mail.send'] : ['file.move'] }) }, { when: 'What must have been done', answer: {} }, { when: 'Give a value', answer: { place: null } }] })
  const desk = await opened(memoryHome(bills), [], model)
  const open = await desk.ask('move the files about and send a mail to everybody', { loop: true })
  expect(open).toMatchObject({ kind: 'missing', field: 'place', loop: { tools: [{ name: 'file.list' }, { name: 'file.move' }] } })
  const given = await desk.ask('move the files about and send a mail to everybody', { loop: true, inputs: { place: '/d' } })
  expect(given).toMatchObject({ kind: 'picked', inputs: [{ name: 'place', value: '/d', from: 'person' }] })
  const named = await desk.ask('send a mail to anna@example.org about the files', { loop: true })
  expect(named.kind === 'picked' && named.contract.allowed.flatMap(({ with: bounds }) => bounds['to'] ?? [])).toEqual(['anna@example.org'])
})
