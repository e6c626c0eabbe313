import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { JsonObject } from '../../engine/terms/json.ts'
import { scriptedModel, type ScriptedModel, type ScriptedModelOptions } from '../helpers/scripted-model.ts'
import { accepted, command, desk, type Desk } from './chela.ts'

const key = 'sk-test-0123456789abcdefghijkl'
const script = { steps: [{ when: 'Which word is given?', answer: 'apple' }, { when: 'Who wrote', answer: (prompt: { readonly values: JsonObject }) => ({ to: prompt.values['mail'] as string }) }] }
let server: ScriptedModel | undefined
let before: NodeJS.ProcessEnv

beforeEach(() => {
  before = { ...process.env }
  process.env['CHELA_KEY_STORE'] = 'file'
})

afterEach(async () => {
  for (const name of Object.keys(process.env)) if (!Object.hasOwn(before, name)) delete process.env[name]
  await server?.close('unscripted')
  server = undefined
})

const think = `chela: 1
name: ask-model
inputs: { mail: string }
states:
  who:
    think: Who wrote this?
    given: { mail: "\${ input.mail }" }
    answer: { type: object, properties: { to: { type: string } }, required: [to] }
  over: { end: done, output: "\${ who.to }" }
`

async function withModel(options: Partial<ScriptedModelOptions> = {}, ...words: readonly string[]): Promise<Desk> {
  server = await scriptedModel({ script, key, ...options })
  process.env['CHELA_MODEL_KEY'] = key
  const at = desk()
  const set = await at.chela('model', 'set', '--profile', 'custom', '--url', server.url, '--name', 'scripted', '--key', ...words)
  expect(set.code).toBe(0)
  delete process.env['CHELA_MODEL_KEY']
  return at
}

test('a model is set, shown, tried and forgotten; its key is shown nowhere', async () => {
  const at = await withModel({ thinking: true, refuses: ['json-schema'] })
  expect(statSync(join(at.home, 'model-keys.json')).mode & 0o777).toBe(0o600)
  expect(statSync(join(at.home, 'model.json')).mode & 0o777).toBe(0o600)
  const doctor = await at.chela('doctor')
  expect(doctor.out).toContain('(local): jsonSchema no, tools yes, streaming yes, thinking yes')
  const show = await at.chela('model', '--json')
  expect(show.json()).toMatchObject({ model: { name: 'scripted', capabilities: { tools: true, jsonSchema: false } }, key: true, from: 'file' })
  const renamed = await at.chela('model', 'set', '--name', 'other')
  expect(JSON.stringify([doctor, show, renamed, readFileSync(join(at.home, 'model.json'), 'utf8')])).not.toContain(key)
  expect((await at.chela('model', 'forget')).code).toBe(0)
  expect(existsSync(join(at.home, 'model-keys.json'))).toBe(false)
  expect((await at.chela('model')).out).toContain('No model is chosen')
})

test('a key comes in over standard input, never as an argument', async () => {
  const at = desk()
  const set = (input: string, ...words: readonly string[]) => spawnSync(process.execPath, [command, 'model', 'set', '--profile', 'openai', '--name', 'gpt', '--key', ...words], { input, env: { CHELA_HOME: at.home, CHELA_KEY_STORE: 'file', PATH: process.env['PATH'] } }).status
  expect(set('\n')).toBe(2)
  expect(set(`${key}\n`)).toBe(0)
  expect(readFileSync(join(at.home, 'model-keys.json'), 'utf8')).toContain(key)
})

test('the doctor tells of a model that refuses the key, and of settings that can not be used', async () => {
  const at = await withModel({ key: 'another' })
  const said = await at.chela('doctor')
  expect(said.code).toBe(8)
  expect(said.out).toContain('refused the key')
  expect(said.out).not.toContain(key.slice(3, 20))
  writeFileSync(join(at.home, 'model.json'), '{', { mode: 0o600 })
  expect((await at.chela('doctor')).out).toContain('holds no settings of a model')
})

test('a run thinks; what leaves for an endpoint that is not local holds no private value, and is kept when asked', async () => {
  const at = await withModel({}, '--local', 'no')
  const skill = at.write('ask-model.skill.yaml', think)
  await at.chela('egress', '--keep', 'on')
  const ran = await at.chela('run', skill, '--mail', 'from ada@example.org', '--accept', accepted(skill))
  expect(ran.code).toBe(0)
  expect(ran.out).toContain('"from ada@example.org"')
  expect(ran.err).toContain('1 question left this machine for 127.0.0.1')
  expect(server?.bytes()).not.toContain('ada@')
  const shown = await at.chela('egress', '--json')
  expect(shown.json()).toMatchObject({ keeps: true, entries: [{ body: JSON.stringify(server?.bodies[0]), hidden: 1 }] })
  expect((await at.chela('egress', '--keep', 'off')).code).toBe(0)
  expect(existsSync(join(at.home, 'egress.jsonl'))).toBe(false)
})

test('variables of the environment choose a model for one use', async () => {
  server = await scriptedModel({ script, key })
  const at = desk()
  const skill = at.write('ask-model.skill.yaml', think)
  Object.assign(process.env, { CHELA_MODEL_URL: server.url, CHELA_MODEL_NAME: 'scripted', CHELA_MODEL_KEY: key })
  const ran = await at.chela('run', skill, '--mail', 'ada@example.org', '--accept', accepted(skill))
  expect(ran.out).toContain('ada@example.org')
  expect(existsSync(join(at.home, 'model.json'))).toBe(false)
  const journal = await at.chela('show', 'last', '--json')
  expect(journal.out).not.toContain(key)
})

test('a run that is killed while the model thinks asks it again when it is taken up, and ends once', async () => {
  const at = await withModel({ mishaps: ['silence'] })
  const skill = at.write('ask-model.skill.yaml', think)
  const { process: child, said } = at.begin('run', skill, '--mail', 'ada@example.org', '--accept', accepted(skill))
  while (server?.bodies.length === 0) await new Promise((done) => setTimeout(done, 10))
  child.kill('SIGKILL')
  await said
  const resumed = await at.start('resume', 'last')
  expect(resumed.err).toBe('')
  expect(resumed.out).toContain('ada@example.org')
  expect(server?.bodies).toHaveLength(2)
  const journal = (await at.chela('show', 'last', '--json')).out
  expect(journal.split('"run-ended"')).toHaveLength(2)
  expect(journal).toContain('promptTokens')
})
