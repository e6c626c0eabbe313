import { afterEach, expect, test } from 'vitest'
import { openaiModel, type OpenaiModelParts } from '../../engine/adapters/openai-model.ts'
import { hidePrivate } from '../../engine/agent/private-values.ts'
import { checkValue } from '../../engine/expression/check-value.ts'
import type { JsonSchema } from '../../engine/terms/json.ts'
import type { ModelSettings } from '../../engine/terms/model-settings.ts'
import { scriptedModel, type ScriptedModel, type ScriptedModelOptions } from '../helpers/scripted-model.ts'

const number: JsonSchema = { type: 'integer', minimum: 0 }
const script = { steps: [{ when: 'how many', answer: 42 }, { when: 'name', answer: 'Ælfrēd 王' }] }
const key = 'sk-test-0123456789abcdefghijkl'
let servers: ScriptedModel[] = []

afterEach(async () => {
  for (const server of servers.splice(0)) await server.close('unscripted')
})

async function open(options: Partial<ScriptedModelOptions> = {}, settings: Partial<ModelSettings> = {}, parts: Partial<OpenaiModelParts> = {}) {
  const server = await scriptedModel({ script, ...options })
  servers.push(server)
  const sent: string[] = []
  const model = openaiModel({
    settings: { profile: 'openai', url: server.url, name: 'scripted', ...settings },
    key: () => key,
    check: (schema, value) => checkValue(schema, value).map(({ path, message }) => `${path} ${message}`.trim())[0],
    veil: (question, given, schema) => hidePrivate({ question, given, schema }),
    leaving: (body) => void sent.push(body),
    firstWait: 10,
    ...parts,
  })
  const ask = (question = 'how many?', schema = number, signal = new AbortController().signal, given = {}) => model.answer(question, given, schema, signal)
  return { server, model, ask, sent }
}

const all = { jsonSchema: true, tools: true, streaming: true, thinking: false }

test.each([
  ['a schema, streamed', all],
  ['a schema, whole', { ...all, streaming: false }],
  ['a tool, streamed', { ...all, jsonSchema: false }],
  ['a tool, whole', { ...all, jsonSchema: false, streaming: false }],
  ['a JSON object, streamed', { ...all, jsonSchema: false, tools: false }],
  ['a JSON object, whole', { ...all, jsonSchema: false, tools: false, streaming: false }],
])('answers by %s', async (_name, capabilities) => {
  const { ask, server } = await open({}, { capabilities, prices: { prompt: 1_000_000, completion: 2_000_000 } })
  const { value, usage } = await ask()
  expect(value).toBe(42)
  expect(usage?.money).toBe((usage?.promptTokens ?? 0) + 2 * (usage?.completionTokens ?? 0))
  expect((await ask('what name?', { type: 'string' })).value).toBe('Ælfrēd 王')
  expect(server.bodies[0]?.['stream'] === true).toBe(capabilities.streaming)
  expect(server.bodies[0]?.['max_completion_tokens']).toBeGreaterThan(0)
})

test('asks in a simpler way when the endpoint does not take a schema, and remembers it', async () => {
  const { ask, server } = await open({ refuses: ['json-schema', 'tools', 'json-object'] })
  expect((await ask()).value).toBe(42)
  expect(server.bodies).toHaveLength(4)
  expect((await ask()).value).toBe(42)
  expect(server.bodies).toHaveLength(5)
})

test('a question that is refused in every way closes none of them for the next', async () => {
  const { ask, server } = await open({ mishaps: Array.from({ length: 5 }, () => ({ status: 400, message: 'context too long' })) })
  await expect(ask()).rejects.toMatchObject({ code: 'no-model', message: expect.stringContaining('context too long') as string })
  expect((await ask()).value).toBe(42)
  expect(server.bodies).toHaveLength(6)
  expect(server.bodies[5]).toHaveProperty('response_format.type', 'json_schema')
})

test('asks for a whole answer where streams are refused', async () => {
  const { ask, server } = await open({ refuses: ['streaming'] })
  expect((await ask()).value).toBe(42)
  expect(server.bodies.at(-1)).not.toHaveProperty('stream')
})

test('tells a sloppy model what is wrong until its answer fits', async () => {
  for (const jsonSchema of [true, false]) {
    const { ask } = await open({ personality: 'sloppy' }, { capabilities: { ...all, jsonSchema } })
    for (let times = 0; times < 4; times++) expect((await ask()).value).toBe(42)
  }
})

test('gives up after three answers that do not fit, and tells what was spent', async () => {
  const { ask, server } = await open({ script: { steps: [{ answer: 'many' }] } })
  await expect(ask()).rejects.toMatchObject({ code: 'invalid-answer', usage: { promptTokens: expect.any(Number) as number } })
  expect(server.bodies).toHaveLength(3)
})

test('gives thoughts back with the calls they led to', async () => {
  const { ask, server } = await open({ personality: 'sloppy', thinking: true }, { profile: 'mimo' })
  expect((await ask()).value).toBe(42)
  expect(JSON.stringify(server.bodies[1])).toContain('"reasoning_content":"I think about it."')
})

test('tries again after 429, 5xx, a broken connection and a cut stream, as long as the endpoint asks to wait', async () => {
  const { ask, server } = await open({ mishaps: [{ status: 429, headers: { 'retry-after-ms': '30' } }, { status: 503, headers: { 'retry-after': '0' } }, 'cut-off'] })
  expect((await ask()).value).toBe(42)
  expect(server.bodies).toHaveLength(4)
  server.happen('hang-up', 'nonsense')
  expect((await ask()).value).toBe(42)
})

test('does not wait longer than a minute for a next try', async () => {
  const { ask, server } = await open({ mishaps: [{ status: 429, headers: { 'retry-after': '3600' } }] })
  await expect(ask()).rejects.toMatchObject({ code: 'no-model' })
  expect(server.bodies).toHaveLength(1)
})

test('no key stands in an error, and none leaves but as the header', async () => {
  const { ask } = await open({ key: 'another' })
  const error = await ask().catch((one: unknown) => one as Error)
  expect(`${String(error)} ${JSON.stringify(error)} ${(error as Error).stack} ${String((error as Error).cause)}`).not.toContain(key.slice(3, 12))
  expect(error).toMatchObject({ code: 'no-model', message: expect.stringContaining('refused the key') as string })
  const echo = await open({ mishaps: [{ status: 404, message: `no model for ${key}` }] })
  expect(String(await echo.ask().catch((one: unknown) => one))).not.toContain(key)
  expect(echo.server.bytes().split(key)).toHaveLength(2)
  expect(echo.server.bytes()).not.toMatch(/stainless|user-agent\nOpenAI/i)
})

test('ends at once when the run is left, and in time when the endpoint is silent', async () => {
  const { ask } = await open({ mishaps: ['silence', 'silence'] }, { timeout: 200 })
  const left = new AbortController()
  setTimeout(() => left.abort(new Error('left')), 50)
  await expect(ask('how many?', number, left.signal)).rejects.toThrow('left')
  await expect(ask()).rejects.toMatchObject({ code: 'no-model', message: expect.stringContaining('did not answer within') as string })
})

test('an address where nobody listens is no model', async () => {
  const { ask } = await open({}, { url: 'http://127.0.0.1:9/v1' })
  const started = performance.now()
  await expect(ask()).rejects.toMatchObject({ code: 'no-model', message: expect.stringContaining('could not be reached, after 4 tries') as string })
  expect(performance.now() - started).toBeLessThan(8000)
})

test('private values leave for no endpoint that is not local, and come back in the answer', async () => {
  const remote = await open({ script: { steps: [{ answer: (prompt) => ({ to: prompt.values['mail'] as string }) }] } }, { local: false })
  const schema: JsonSchema = { type: 'object', properties: { to: { type: 'string', format: 'email' } }, required: ['to'] }
  const answer = await remote.ask('write to ada@example.org', schema, undefined, { mail: 'ada@example.org' })
  expect(answer.value).toEqual({ to: 'ada@example.org' })
  expect(remote.model.local).toBe(false)
  expect(remote.server.bytes()).not.toContain('ada@')
  expect(remote.sent).toEqual(remote.server.bodies.map((body) => JSON.stringify(body)))
  const own = await open({}, {})
  await own.ask('how many for ada@example.org?')
  expect(own.server.bytes()).toContain('ada@example.org')
  expect(own.sent).toEqual([])
})

test('what the log of what leaves can not take does not leave', async () => {
  const { ask, server } = await open({}, { local: false }, { leaving: () => { throw new Error('disk full') } })
  await expect(ask()).rejects.toMatchObject({ code: 'no-model' })
  expect(server.bodies).toHaveLength(0)
})

test('counts tokens itself where the endpoint does not', async () => {
  const { ask } = await open({ uncounted: true })
  expect((await ask()).usage?.promptTokens).toBeGreaterThan(50)
})

test('the script fails loudly on a question it does not know', async () => {
  const { ask, server } = await open()
  await expect(ask('who are you?')).rejects.toThrow('no step for this question')
  expect(server.unscripted).toHaveLength(1)
  await expect(server.close()).rejects.toThrow('its script does not know')
  servers = []
})
