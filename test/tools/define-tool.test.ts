import { expect, test } from 'vitest'
import { memoryFiles } from '../../engine/adapters/memory-files.ts'
import { ChelaError } from '../../engine/terms/failure.ts'
import type { JsonSchema } from '../../engine/terms/json.ts'
import { builtinTools } from '../../engine/tools/builtin/builtin-tools.ts'
import { defineTool, type ToolDefinition } from '../../engine/tools/define-tool.ts'
import { createToolbox } from '../../engine/tools/toolbox.ts'
import greetSay from './example/greet-say.ts'
import { callOf, portsOf } from './tool-world.ts'

const good = {
  name: 'greet.say',
  title: 'Say hello',
  description: 'Says hello.',
  input: { type: 'object', properties: { who: { type: 'string' } }, required: ['who'] },
  output: { type: 'object', properties: { said: { type: 'string' } } },
  class: 'read',
  perform: async (input: { who: string }) => ({ said: `Hello, ${input.who}` }),
} as const

test('a definition is filled with defaults', async () => {
  const tool = defineTool(good)
  expect(tool).toMatchObject({ timeout: 30_000, untrusted: [], errors: {}, idempotent: false, hosts: ['node', 'browser'], control: {}, personal: undefined, evidence: undefined, rehearse: undefined })
  expect('undo' in tool || 'check' in tool || 'prepare' in tool).toBe(false)
  expect(tool.describe({ who: 'Ada\n\u202eevil' })).toBe('Say hello: who "Ada\\n\\u{202e}evil"')
  expect(await tool.perform({ who: 'Ada' }, callOf(portsOf(memoryFiles()), null))).toEqual({ said: 'Hello, Ada' })
  expect(Object.isFrozen(tool)).toBe(true)
})

test('the types of arguments follow from the schema, and may be declared', () => {
  defineTool({ ...good, describe: (input) => input.who.toUpperCase() })
  defineTool({
    ...good,
    input: { type: 'object', properties: { count: { type: 'integer' }, list: { type: 'array', items: { type: 'string' } } }, required: ['count'] },
    perform: async (input) => {
      const total: number = input.count + (input.list?.length ?? 0)
      // @ts-expect-error the schema knows no such argument
      return { said: String(total), other: input.nothing }
    },
  })
  expect(() => defineTool({ ...good, perform: async ({ who }: { who: string }) => who })).not.toThrow()
})

test('a describe that breaks or gives no text gives way to the default words', () => {
  expect(defineTool({ ...good, describe: () => { throw new Error('no') } }).describe({ who: 'Ada' })).toBe('Say hello: who "Ada"')
  expect(defineTool({ ...good, describe: () => '' }).describe({})).toBe('Say hello')
})

test('a tool that needs this is used as an object', async () => {
  const tool = defineTool({ ...good, greeting: 'Hi', perform: async function (this: { greeting: string }, input: { who: string }) { return { said: `${this.greeting} ${input.who}` } } } as typeof good)
  expect(await tool.perform({ who: 'Ada' }, callOf(portsOf(memoryFiles()), null))).toEqual({ said: 'Hi Ada' })
})

type Wrong = { readonly [key in keyof ToolDefinition<JsonSchema, object, unknown, unknown>]?: unknown }
const nested = (depth: number): JsonSchema => (depth === 0 ? {} : { type: 'array', items: nested(depth - 1) })

test.each<[what: string, change: Wrong, message: RegExp]>([
  ['a name without a dot', { name: 'greet' }, /area\.verb/],
  ['a name with capitals', { name: 'Greet.say' }, /area\.verb/],
  ['a name of three parts', { name: 'a.b.c' }, /area\.verb/],
  ['a prototype name', { name: '__proto__.x' }, /area\.verb/],
  ['no title', { title: ' ' }, /title/],
  ['no description', { description: undefined }, /description/],
  ['an unknown class', { class: 'harmless' }, /class/],
  ['an input that is a text', { input: { type: 'string' } }, /object schema/],
  ['no input', { input: undefined }, /object schema/],
  ['no output', { output: undefined }, /output schema/],
  ['a required argument nobody describes', { input: { type: 'object', properties: {}, required: ['who'] } }, /"who"/],
  ['a reference', { output: { $ref: 'https://example.org/x' } }, /reference/],
  ['a schema that nests for ever', { output: nested(40) }, /nests deeper/],
  ['a prototype property', { input: JSON.parse('{"type":"object","properties":{"__proto__":{"type":"string"}}}') as unknown }, /__proto__/],
  ['a control argument nobody describes', { control: { whom: 'id' } }, /"whom"/],
  ['a control argument from the prototype', { control: { toString: 'id' } }, /"toString"/],
  ['a control kind that is none', { control: { who: 'person' } }, /kind/],
  ['a group of one', { oneOf: [['who']], control: { who: 'id' } }, /fewer than two/],
  ['a group with what is no control argument', { oneOf: [['loud', 'who']], control: { who: 'id' } }, /no control argument/],
  ['a group with a required argument', { input: { type: 'object', properties: { a: {}, b: {} }, required: ['a'] }, control: { a: 'id', b: 'id' }, oneOf: [['a', 'b']] }, /required/],
  ['an argument in two groups', { input: { type: 'object', properties: { a: {}, b: {}, c: {} } }, control: { a: 'id', b: 'id', c: 'id' }, oneOf: [['a', 'b'], ['b', 'c']] }, /twice/],
  ['a network argument that is no control argument', { network: ['whom'] }, /network/],
  ['an untrusted path that leads nowhere', { untrusted: ['content'] }, /"content"/],
  ['an error code with capitals', { errors: { NotFound: 'x' } }, /NotFound/],
  ['an error code of the engine', { errors: { timeout: 'x' } }, /engine itself/],
  ['an error without meaning', { errors: { gone: '' } }, /"gone"/],
  ['evidence from a change', { class: 'reversible', evidence: { name: 'said', args: ['who'], value: 'said' } }, /evidence/],
  ['evidence with an argument nobody describes', { evidence: { name: 'said', args: ['whom'], value: 'said' } }, /"whom"/],
  ['evidence from a field nobody describes', { evidence: { name: 'said', args: ['who'], value: 'told' } }, /"told"/],
  ['an undo of a read', { undo: () => undefined }, /undo/],
  ['a sensitive tool in an overlay', { class: 'sensitive', rehearse: 'overlay' }, /sensitive/],
  ['a rehearsal that is neither', { rehearse: 'always' }, /rehearse/],
  ['a check that is no function', { check: true }, /check/],
  ['no perform', { perform: undefined }, /perform/],
  ['a timeout of nothing', { timeout: 0 }, /timeout/],
  ['a timeout for ever', { timeout: Infinity }, /timeout/],
  ['no host', { hosts: [] }, /host/],
  ['an unknown personal kind', { personal: 'diary' }, /personal/],
])('refuses %s and says what to do', (_what, change, message) => {
  try {
    defineTool({ ...good, ...change } as unknown as typeof good)
  } catch (error) {
    expect(error).toBeInstanceOf(ChelaError)
    expect(error).toMatchObject({ code: 'bad-tool', message: expect.stringMatching(message) as string, help: expect.stringMatching(/\.$/) as string })
    return
  }
  expect.unreachable('it was accepted')
})

test('the example of the guide works like any other tool', async () => {
  const toolbox = createToolbox(builtinTools, [greetSay])
  const ports = portsOf(memoryFiles({ '/d': {} }))
  const tool = toolbox.tool('greet.say')
  const input = { who: 'Ada', path: '/d/hello.txt' }
  expect(tool?.describe(input)).toBe('greet Ada in /d/hello.txt')
  expect(await tool?.perform(input, callOf(ports, null))).toEqual({ said: 'Hello, Ada!' })
  expect(new TextDecoder().decode(await ports.files.read('/d/hello.txt'))).toBe('Hello, Ada!')
  expect(tool?.undo?.(input, { said: 'Hello, Ada!' }, null)).toEqual({ tool: 'file.trash', input: { path: '/d/hello.txt' } })
  await expect(tool?.perform({ ...input, who: ' ' }, callOf(ports, null))).rejects.toMatchObject({ code: 'nobody' })
})
