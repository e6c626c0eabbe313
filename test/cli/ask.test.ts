import { afterEach, beforeEach, expect, test } from 'vitest'
import { scriptedModel } from '../helpers/scripted-model.ts'
import { desk, type Desk } from './chela.ts'

const note = (folder: string): string => `chela: 1
name: write-note
title: Write a note
examples: ["note {text}", "write a note that says {text}"]
inputs:
  text: string
  folder: { type: string, format: path, default: ${folder} }
uses: { file.write: { path: "\${ input.folder }" } }
states:
  write: { call: file.write, with: { path: "\${ input.folder }/note.txt", text: "\${ input.text }" } }
  done: { end: done }
`

let before: NodeJS.ProcessEnv

beforeEach(() => {
  before = { ...process.env }
})

afterEach(() => {
  for (const name of Object.keys(process.env)) if (!Object.hasOwn(before, name)) delete process.env[name]
})

function withNote(): Desk {
  const at = desk()
  at.write('../home/skills/write-note.skill.yaml', note(at.folder))
  return at
}

test('a sentence is shown as a skill with inputs and a contract, and nothing is run without a yes', async () => {
  const at = withNote()
  const said = await at.chela('ask', 'write a note that says hello')
  expect(said.code).toBe(0)
  expect(said.out).toContain('Write a note (mine/write-note)')
  expect(said.out).toMatch(/text: "hello" {2}\(from your words\)/)
  expect(said.out).toMatch(/It must:\n {2}write .*inside /)
  expect(said.out).toContain('No model was used.')
  expect(said.out).toContain("chela ask 'write a note that says hello' --run")
  expect((await at.chela('runs', '--json')).json()).toEqual({ runs: [] })
})

test('with --run it runs under the contract once the text is accepted', async () => {
  const at = withNote()
  const refused = await at.chela('ask', 'write a note that says hello', '--run')
  expect(refused.code).toBe(4)
  expect(refused.err).toContain("chela ask 'write a note that says hello' --run --accept ")
  const hash = /--accept ([0-9a-f]{64})/.exec(refused.err)?.[1] ?? ''
  const said = await at.chela('ask', 'write a note that says hello', '--run', '--accept', hash, '--json')
  expect(said.code).toBe(0)
  expect(said.json()).toMatchObject({ skill: 'write-note', outcome: 'done', deeds: 1 })
})

test('what is missing is named, and can be given', async () => {
  const at = withNote()
  const missing = await at.chela('ask', 'write a note')
  expect(missing.code).toBe(2)
  expect(missing.out).toContain("--input 'text=…'")
  const said = await at.chela('ask', 'write a note', '--input', 'text=milk', '--json')
  expect(said.json()).toMatchObject({ kind: 'picked', usedModel: false, inputs: [{ name: 'text', value: 'milk', from: 'person' }, { name: 'folder' }] })
})

test('words that fit nothing end as failed', async () => {
  const said = await desk().chela('ask', 'flurb the wobbly snark')
  expect(said.code).toBe(1)
  expect(said.out).toContain('No skill here is like these words.')
  expect(said.out).toMatch(/The nearest, should one of them be meant:\n {2}\S/)
})

test('words that say what not to do, and a skill that is not here, are told as what they are', async () => {
  const at = desk()
  expect(await at.chela('ask', "don't tidy my downloads")).toMatchObject({ code: 1, out: expect.stringContaining('These words say what not to do') as unknown })
  expect(await at.chela('ask', 'tidy my downloads', '--skill', 'nothing')).toMatchObject({ code: 2, err: expect.stringContaining('Name one of the skills') as unknown })
})

test('a model that is connected is asked where the rules are not sure, and writes where none fits', async () => {
  const at = withNote()
  const written = note(at.folder).replace('name: write-note', 'name: make-memo') + 'tests:\n  - { name: writes, given: { text: a }, answers: { file.write: { path: /x, created: true, size: 1 } }, expect: { end: done } }\n'
  const server = await scriptedModel({ script: { steps: [{ when: 'Which of "skills"', answer: { choice: 'none' } }, { when: 'Write a skill', answer: { skill: written } }] } })
  try {
    Object.assign(process.env, { CHELA_KEY_STORE: 'file', CHELA_MODEL_URL: server.url, CHELA_MODEL_NAME: 'scripted', CHELA_MODEL_PROFILE: 'custom' })
    const none = await at.chela('ask', 'a memo of some sort about my note', '--json')
    expect([none.code, none.json()]).toMatchObject([1, { kind: 'none', usedModel: true, canWrite: true }])
    const draft = await at.chela('ask', 'a memo of some sort about my note', '--write')
    expect(draft.out).toContain('kept as the draft mine/drafts/make-memo')
    expect(draft.code).toBe(0)
  } finally {
    await server.close()
  }
})


test('where nothing fits, the answer says what can be done instead; step by step shows tools and contract, and runs nothing', async () => {
  const at = withNote()
  at.write('bills/one.txt', '1')
  const words = `move every bill in ${at.folder}/bills into a folder of its own`
  const alone = await at.chela('ask', 'move the bills about somehow else')
  expect(alone.out).toContain('With a language model connected, it could be done step by step')
  await expect(at.chela('ask', words, '--loop')).resolves.toMatchObject({ code: 1, err: expect.stringContaining('No language model is connected') as unknown })
  const server = await scriptedModel({ script: { steps: [{ when: 'Which of "skills"', answer: { choice: 'none' } }, { when: 'Which of "tools"', answer: { needed: ['file.move'] } }, { when: 'What must have been done', answer: {} }] } })
  try {
    Object.assign(process.env, { CHELA_KEY_STORE: 'file', CHELA_MODEL_URL: server.url, CHELA_MODEL_NAME: 'scripted', CHELA_MODEL_PROFILE: 'custom' })
    const none = await at.chela('ask', words)
    expect(none.code).toBe(1)
    expect(none.out).toMatch(/Do it step by step, .*: chela ask '.*' --loop\nLet the model write one: /)
    const shown = await at.chela('ask', words, '--loop')
    expect(shown.out).toContain('Move a file or folder (file.move)')
    expect(shown.out).toContain('It may, and nothing else:')
    expect(shown.out).toContain('Nothing was run.')
    const refused = await at.chela('ask', words, '--loop', '--run')
    expect([refused.code, refused.err]).toEqual([4, expect.stringContaining('--loop --run --accept ')])
    expect((await at.chela('runs', '--json')).json()).toEqual({ runs: [] })
  } finally {
    await server.close()
  }
})
