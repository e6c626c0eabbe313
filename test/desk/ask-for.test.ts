import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { accept, opened, rested, until } from './desk-hands.ts'
import { memoryHome } from './memory-desk.ts'

const tidy = readFileSync('skills/tidy-folder.skill.yaml', 'utf8')
const backup = readFileSync('skills/back-up-folder.skill.yaml', 'utf8')

const note = `chela: 1
name: write-note
title: Write a note
examples: ["note {text}", "write a note that says {text}"]
inputs:
  text: string
  folder: { type: string, format: path, default: /notes }
uses: { file.write: { path: "\${ input.folder }" } }
states:
  write: { call: file.write, with: { path: "\${ input.folder }/note.txt", text: "\${ input.text }" } }
  done: { end: done }
`

async function desk() {
  const home = memoryHome({ '/notes/old.txt': 'x' }, { 'tidy-folder': tidy, 'back-up-folder': backup, 'write-note': note })
  return { home, desk: await opened(home) }
}

test('a sentence picks a skill, fills its inputs and drafts its contract, and says that no model was used', async () => {
  const { desk: open } = await desk()
  const proposal = await open.ask('tidy my downloads that are older than 30 days')
  expect(proposal).toMatchObject({ kind: 'picked', usedModel: false, modelFault: null, skill: { id: 'shipped/tidy-folder', text: tidy } })
  if (proposal.kind !== 'picked') throw new Error(proposal.kind)
  expect(proposal.inputs).toMatchObject([{ name: 'folder' }, { name: 'older_than' }])
  expect(proposal.contract.words).toBe('tidy my downloads that are older than 30 days')
  expect(proposal.contract.allowed.map(({ tool }) => tool)).toContain('file.move')
  expect(proposal.contract.required).toEqual([])
})

test('a deed that every good end needs is required, and a run under the contract does it', async () => {
  const { home, desk: open } = await desk()
  const proposal = await open.ask('write a note that says hello')
  if (proposal.kind !== 'picked') throw new Error(JSON.stringify(proposal))
  expect(proposal.contract.required).toMatchObject([{ tool: 'file.write', times: 1, with: { path: ['/notes'] } }])
  expect(proposal.inputs).toContainEqual({ name: 'folder', value: '/notes', from: 'default' })
  await accept(open, note)
  const { run } = await open.start({ text: proposal.skill.text, input: { text: 'hello' }, contract: proposal.contract })
  await rested(open, run, 'done')
  expect(new TextDecoder().decode(await home.files.read('/notes/note.txt'))).toBe('hello')
  expect((await open.entries(run))[0]).toMatchObject({ kind: 'run-started', contract: { words: 'write a note that says hello' }, intent: { words: 'write a note that says hello' } })
})

test('what is hardly like the words is not proposed as if it were meant: the person is asked', async () => {
  const brief = readFileSync('skills/brief-my-day.skill.yaml', 'utf8')
  const open = await opened(memoryHome({}, { 'brief-my-day': brief, 'tidy-folder': tidy, 'back-up-folder': backup }))
  const proposal = await open.ask('what is the capital of France?')
  expect(['which', 'none']).toContain(proposal.kind)
  if (proposal.kind === 'which') expect(proposal.question).toMatch(/^Nothing fits these words well\. Is ".+" meant\?$/)
})

test('what the person takes out of the contract is not done', async () => {
  const { desk: open } = await desk()
  const proposal = await open.ask('write a note that says hello')
  if (proposal.kind !== 'picked') throw new Error(proposal.kind)
  await accept(open, note)
  const { run } = await open.start({ text: note, input: { text: 'hello' }, contract: { ...proposal.contract, allowed: [], required: [] } })
  await rested(open, run, 'failed')
  expect((await open.entries(run)).find(({ kind }) => kind === 'effect-denied')).toMatchObject({ decision: { rule: 'contract' } })
})

test('the person widens the contract of a run that goes on; its words stay', async () => {
  const { desk: open } = await desk()
  const waits = note.replace('name: write-note', 'name: wait-note').replace('states:', 'states:\n  rest: { wait: { for: go } }')
  await accept(open, waits)
  const contract = { words: 'write later', allowed: [], required: [], limits: [], until: undefined }
  const { run } = await open.start({ text: waits, input: { text: 'hello' }, contract })
  await until(async () => (await open.view(run)).active.includes('rest'))
  expect((await open.view(run)).intent).toEqual({ contract: { words: 'write later', allowed: [], required: [], limits: [] }, ledger: [] })
  await expect(open.changeContract(run, { ...contract, words: 'something else' })).rejects.toMatchObject({ code: 'invalid-contract' })
  await open.changeContract(run, { ...contract, allowed: [{ words: 'write', tool: 'file.write', with: { path: ['/notes'] } }] })
  await open.send(run, 'go', {})
  await rested(open, run, 'done')
  expect((await open.view(run)).intent?.ledger.join()).toContain('file.write')
})

test('an input that the words do not give is asked for, and the answer goes on from there', async () => {
  const { desk: open } = await desk()
  const asked = await open.ask('write a note')
  expect(asked).toMatchObject({ kind: 'missing', field: 'text', skill: { name: 'write-note' } })
  const proposal = await open.ask('write a note', { skill: 'write-note', inputs: { text: 'milk' } })
  expect(proposal).toMatchObject({ kind: 'picked', inputs: [{ name: 'text', value: 'milk', from: 'person' }, { name: 'folder', from: 'default' }] })
  const unfit = await open.ask('write a note', { skill: 'write-note', inputs: { text: 7 } })
  expect(unfit).toMatchObject({ kind: 'missing', field: 'text' })
})

test('words that fit nothing pick nothing, and without a model nothing can be written', async () => {
  const { desk: open } = await desk()
  expect(await open.ask('what is the capital of France?')).toMatchObject({ kind: 'none', canWrite: false, usedModel: false })
  await expect(open.ask('   ')).rejects.toMatchObject({ code: 'invalid-input' })
  await expect(open.ask('x', { skill: 'no-such' })).rejects.toMatchObject({ code: 'unknown-skill' })
})

test('a skill that was removed or has faults is not picked', async () => {
  const { home, desk: open } = await desk()
  const kept = await open.save('mine/write-note', note.replace('file.write,', 'file.nothing,'), null)
  expect(kept).toHaveProperty('kept')
  expect(await open.ask('write a note that says hello')).toMatchObject({ kind: 'picked', skill: { id: 'shipped/write-note' } })
  void home
})

const card = `chela: 1
name: send-card
title: Send a card
examples: ["send a card to {address}", "send a card"]
inputs:
  address: string
  greeting: { type: string, default: Hello }
uses: {}
states:
  done: { end: done }
`

test('what a person calls a folder is found where it lies, and shown as that', async () => {
  const open = await opened(memoryHome({ '/home/me/Holiday photos/a.jpg': '' }, { 'tidy-folder': tidy }))
  const proposal = await open.ask('tidy my holiday folder', { skill: 'tidy-folder' })
  expect(proposal).toMatchObject({ kind: 'picked', inputs: expect.arrayContaining([{ name: 'folder', value: '~/Holiday photos', from: 'place' }]) as unknown })
  const said = await open.ask('clean up ~/Elsewhere', { skill: 'tidy-folder' })
  expect(said).toMatchObject({ inputs: expect.arrayContaining([{ name: 'folder', value: '~/Elsewhere', from: 'words' }]) as unknown })
})

test('a fact that the words name is taken; one that may only be meant is offered, and others have no say', async () => {
  const home = memoryHome({}, { 'send-card': card })
  home.memory.set('home_address', '1 Main Street')
  home.memory.set('usual_greeting', 'Dear')
  home.memory.set('work_address', '9 Trap Road', { time: null, source: { kind: 'run', run: 'r', skill: 's', how: 'noted' }, private: false, foreign: [] })
  const open = await opened(home)
  expect(await open.ask('send a card to my home address', { skill: 'send-card' })).toMatchObject({ kind: 'picked', inputs: expect.arrayContaining([{ name: 'address', value: '1 Main Street', from: { memory: 'home_address' } }]) as unknown })
  const asked = await open.ask('send a card', { skill: 'send-card' })
  expect(asked).toMatchObject({ kind: 'missing', field: 'address', remembered: [{ input: 'address', key: 'home_address', value: '1 Main Street' }] })
})
