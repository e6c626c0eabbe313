/*
 * What may be called over HTTP. Owns: the one table of operations with the schemas of their arguments; nothing else of a
 * desk can be reached. Does not own: what the operations do (desk/), `watch` (stream-news.ts).
 */
import type { Desk, ForkRequest, StartRequest } from '../desk/desk.ts'
import type { AskMore } from '../desk/proposal.ts'
import { checkValue } from '../expression/check-value.ts'
import type { Contract } from '../terms/contract.ts'
import type { PersonAnswer } from '../terms/journal.ts'
import type { Json, JsonObject, JsonSchema } from '../terms/json.ts'
import { profileNames, type WantedSettings } from '../terms/model-settings.ts'
import type { RunStatus } from '../terms/ports.ts'

interface Operation {
  /** One schema an argument, in order. */
  readonly takes: readonly JsonSchema[]
  /** How many of them must be given. */
  readonly needs: number
  readonly call: (desk: Desk, given: readonly Json[]) => Promise<unknown>
}

const text: JsonSchema = { type: 'string' }
const name: JsonSchema = { type: 'string', minLength: 1, maxLength: 1000 }
const hash: JsonSchema = { type: 'string', pattern: '^[0-9a-f]{64}$' }
const sequence: JsonSchema = { type: 'integer', minimum: 0 }
const flag: JsonSchema = { type: 'boolean' }
const anything: JsonSchema = {}
const passphrase: JsonSchema = { type: 'string', maxLength: 1000 }
const values: JsonSchema = { type: 'object' }
const sequences: JsonSchema = { type: 'array', items: sequence, maxItems: 500 }
const hashes: JsonSchema = { type: 'array', items: hash, maxItems: 100_000 }

function fields(properties: { readonly [name: string]: JsonSchema }, required: readonly string[] = []): JsonSchema {
  return { type: 'object', properties, required, additionalProperties: false }
}

const answer: JsonSchema = {
  oneOf: [
    fields({ kind: { const: 'yes' }, span: { enum: ['once', 'run', 'always'] } }, ['kind', 'span']),
    fields({ kind: { const: 'no' }, because: text }, ['kind']),
    fields({ kind: { const: 'filled' }, values }, ['kind', 'values']),
  ],
}
const statuses: readonly RunStatus[] = ['running', 'waiting', 'paused', 'done', 'failed', 'stopped', 'unknown', 'undone']
const filter = fields({ skill: name, status: { enum: statuses }, limit: { type: 'integer', minimum: 1, maximum: 10_000 } })
const places: JsonSchema = { type: 'object', additionalProperties: { type: 'array', items: { type: 'string', maxLength: 5000 }, maxItems: 10_000 } }
const clause = { words: text, tool: name, with: places }
const clauses = (more: { readonly [name: string]: JsonSchema }, required: readonly string[]): JsonSchema => ({ type: 'array', maxItems: 200, items: fields({ ...clause, ...more }, ['words', 'tool', 'with', ...required]) })
const contract = fields(
  {
    words: { type: 'string', maxLength: 100_000 },
    allowed: clauses({}, []),
    required: clauses({ times: { type: 'integer', minimum: 1 }, anyTime: { const: true } }, ['times']),
    limits: clauses({ also: { type: 'array', items: name, maxItems: 200 }, times: { type: 'integer', minimum: 0 }, atMost: { type: 'object', additionalProperties: { type: 'number' } } }, ['atMost']),
    until: { type: 'number' },
    inOrder: { const: true },
  },
  ['words', 'allowed', 'required', 'limits'],
)
const asked = fields({ skill: name, inputs: values, write: flag, loop: flag })
const start = fields({ text, input: values, contract, envelope: hashes, stepping: flag }, ['text', 'input'])
const fork = fields({ run: name, at: sequence, change: fields({ sequence, value: anything }, ['sequence', 'value']), stepping: flag }, ['run', 'at'])

const able = fields({ jsonSchema: flag, tools: flag, streaming: flag, thinking: flag }, ['jsonSchema', 'tools', 'streaming', 'thinking'])
const price: JsonSchema = { type: 'number', minimum: 0 }
const wantedModel = fields(
  { profile: { enum: profileNames }, url: name, name, local: flag, capabilities: able, prices: fields({ prompt: price, completion: price }, ['prompt', 'completion']), timeout: sequence, maxTokens: sequence },
  ['name'],
)

function operation<Given extends readonly unknown[]>(takes: readonly JsonSchema[], needs: number, call: (desk: Desk, given: Given) => Promise<unknown>): Operation {
  // The schemas say the same as the types: what passes them fits.
  return { takes, needs, call: (desk, given) => call(desk, given as unknown as Given) }
}

const table: { readonly [name in Exclude<keyof Desk, 'watch'>]: Operation } = {
  facts: operation([], 0, (desk) => desk.facts()),
  tools: operation([], 0, (desk) => desk.tools()),
  skills: operation([], 0, (desk) => desk.skills()),
  read: operation<[string]>([name], 1, (desk, [id]) => desk.read(id)),
  save: operation<[string, string, string | null]>([name, text, { type: ['string', 'null'], pattern: '^[0-9a-f]{64}$' }], 3, (desk, [id, content, base]) => desk.save(id, content, base)),
  keepBeside: operation<[string, Json]>([name, anything], 2, (desk, [id, sidecar]) => desk.keepBeside(id, sidecar)),
  move: operation<[string, string, string]>([name, name, hash], 3, (desk, [id, to, base]) => desk.move(id, to, base)),
  remove: operation<[string, string]>([name, hash], 2, (desk, [id, base]) => desk.remove(id, base)),
  report: operation<[string]>([text], 1, (desk, [content]) => desk.report(content)),
  accept: operation<[string, readonly string[]]>([text, hashes], 2, (desk, [content, accepted]) => desk.accept(content, accepted)),
  unaccept: operation<[string]>([hash], 1, (desk, [accepted]) => desk.unaccept(accepted)),
  test: operation<[string]>([text], 1, (desk, [content]) => desk.test(content)),
  rehearse: operation<[string, JsonObject, { readonly [state: string]: PersonAnswer } | undefined, Contract | undefined]>([text, values, { type: 'object', additionalProperties: answer }, contract], 2, (desk, [content, input, answers, held]) =>
    desk.rehearse(content, input, answers, ...(held === undefined ? [] : [held])),
  ),
  ask: operation<[string, AskMore | undefined]>([{ type: 'string', minLength: 1, maxLength: 4000 }, asked], 1, (desk, [words, more]) => desk.ask(words, more)),
  revise: operation<[string, string]>([text, { type: 'string', minLength: 1, maxLength: 4000 }], 2, (desk, [content, words]) => desk.revise(content, words)),
  start: operation<[StartRequest]>([start], 1, (desk, [request]) => desk.start(request)),
  runs: operation<[Parameters<Desk['runs']>[0]]>([filter], 0, (desk, [which]) => desk.runs(which)),
  entries: operation<[string, number | undefined]>([name, sequence], 1, (desk, [run, after]) => desk.entries(run, after)),
  runText: operation<[string]>([name], 1, (desk, [run]) => desk.runText(run)),
  view: operation<[string, number | undefined]>([name, sequence], 1, (desk, [run, at]) => desk.view(run, at)),
  whyNot: operation<[string, number, string]>([name, sequence, name], 3, (desk, [run, at, path]) => desk.whyNot(run, at, path)),
  deedWords: operation<[string, readonly number[]]>([name, sequences], 2, (desk, [run, asked]) => desk.deedWords(run, asked)),
  asks: operation([], 0, (desk) => desk.asks()),
  answer: operation<[string, number, PersonAnswer]>([name, sequence, answer], 3, (desk, [run, ask, given]) => desk.answer(run, ask, given)),
  pause: operation<[string]>([name], 1, (desk, [run]) => desk.pause(run)),
  resume: operation<[string]>([name], 1, (desk, [run]) => desk.resume(run)),
  step: operation<[string]>([name], 1, (desk, [run]) => desk.step(run)),
  cancel: operation<[string]>([name], 1, (desk, [run]) => desk.cancel(run)),
  undo: operation<[string]>([name], 1, (desk, [run]) => desk.undo(run)),
  settle: operation<[string, boolean, Json | undefined]>([name, flag, anything], 2, (desk, [run, happened, output]) => desk.settle(run, happened, output)),
  send: operation<[string, string, JsonObject]>([name, name, values], 3, (desk, [run, event, data]) => desk.send(run, event, data)),
  changeContract: operation<[string, Contract]>([name, contract], 2, (desk, [run, changed]) => desk.changeContract(run, changed)),
  fork: operation<[ForkRequest]>([fork], 1, (desk, [request]) => desk.fork(request)),
  policy: operation([], 0, (desk) => desk.policy()),
  savePolicy: operation<[string, string]>([text, text], 2, (desk, [content, base]) => desk.savePolicy(content, base)),
  synonyms: operation([], 0, (desk) => desk.synonyms()),
  saveSynonyms: operation<[string, string]>([{ type: 'string', maxLength: 1_000_000 }, hash], 2, (desk, [content, base]) => desk.saveSynonyms(content, base)),
  grants: operation([], 0, (desk) => desk.grants()),
  revoke: operation<[string]>([hash], 1, (desk, [grant]) => desk.revoke(grant)),
  model: operation([], 0, (desk) => desk.model()),
  chooseModel: operation<[WantedSettings, string | undefined]>([wantedModel, { type: 'string', maxLength: 10_000 }], 1, (desk, [wanted, key]) => desk.chooseModel(wanted, key)),
  tryModel: operation([], 0, (desk) => desk.tryModel()),
  forgetModel: operation([], 0, (desk) => desk.forgetModel()),
  egress: operation<[number | undefined]>([{ type: 'integer', minimum: 1, maximum: 10_000 }], 0, (desk, [limit]) => desk.egress(limit)),
  memory: operation([], 0, (desk) => desk.memory()),
  rememberFact: operation<[string, Json, boolean | undefined]>([name, anything, flag], 2, (desk, [key, value, hidden]) => desk.rememberFact(key, value, hidden)),
  forgetFact: operation<[string]>([name], 1, (desk, [key]) => desk.forgetFact(key)),
  unlockMemory: operation<[string]>([passphrase], 1, (desk, [given]) => desk.unlockMemory(given)),
  lockMemory: operation([], 0, (desk) => desk.lockMemory()),
  protectMemory: operation<[string | null, string | undefined]>([{ type: ['string', 'null'], maxLength: 1000 }, passphrase], 1, (desk, [given, current]) => desk.protectMemory(given, current)),
  keepEgress: operation<[boolean]>([flag], 1, (desk, [keep]) => desk.keepEgress(keep)),
}

const operations: ReadonlyMap<string, Operation> = new Map(Object.entries(table))

/** Whether there is an operation of this name. */
export function isOperation(name: string): boolean {
  return operations.has(name)
}

/** Gives what is wrong with the arguments of an operation in one sentence; undefined: they fit. */
export function argumentFault(name: string, given: readonly Json[]): string | undefined {
  const { takes, needs } = operations.get(name) as Operation
  if (given.length < needs || given.length > takes.length) return `"${name}" takes ${needs === takes.length ? needs : `${needs} to ${takes.length}`} arguments, not ${given.length}.`
  for (const [at, schema] of takes.slice(0, given.length).entries()) {
    const fault = checkValue(schema, given[at])[0]
    if (fault !== undefined) return `Argument ${at + 1} of "${name}"${fault.path === '' ? '' : `, at ${fault.path},`} ${fault.message}.`
  }
  return undefined
}

/** Calls an operation whose arguments fit. */
export function callOperation(desk: Desk, name: string, given: readonly Json[]): Promise<unknown> {
  return (operations.get(name) as Operation).call(desk, given)
}
