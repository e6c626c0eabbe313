/* Puts another value in the place of a recorded one: an input, an answer of a tool, the model or the person, the data of an event. */
import { checkValue } from '../expression/check-value.ts'
import type { Machine } from '../compile/machine.ts'
import { ChelaError } from '../terms/failure.ts'
import type { Changed, Entry } from '../terms/journal.ts'
import { canonicalJson, type Json, type JsonObject, type JsonSchema } from '../terms/json.ts'
import type { Labels } from '../terms/label.ts'
import type { Tool } from '../terms/tool.ts'
import { withChange } from './call-labels.ts'
import { changedValue } from './changed-value.ts'
import { checkInput } from './check-input.ts'
import { fitAnswer } from './perform-ask.ts'
import { plainJson } from './plain-json.ts'
import type { EntryOf } from './run-parts.ts'

/** A recorded value to be replaced: `sequence` is its entry. For inputs and forms it is the object of all of them. */
export interface Change {
  readonly sequence: number
  readonly value: Json
}

/** What is known of what a value has to fit. */
export interface ChangeWorld {
  readonly machine: Machine
  tool(name: string): Tool | undefined
}

/** Gives the entry with the new value, labelled as the person's. Throws ChelaError for what can not be changed, or does not fit. */
export function changeEntry(entries: readonly Entry[], change: Change, world: ChangeWorld): Entry {
  const entry = entries[change.sequence - 1]
  const value = plainValue(change.value)
  switch (entry?.kind) {
    case 'run-started':
      return changeInput(entry, objectFrom(value, 'The inputs'), world)
    case 'tool-answered':
      return changeAnswer(entries, entry, value, world)
    case 'model-answered':
      return changeThought(entries, entry, value)
    case 'person-answered':
      return changeForm(entries, entry, objectFrom(value, 'A form'))
    case 'event-received': {
      const data = objectFrom(value, 'The data of an event')
      const { changed } = changedValue(entry.data, data, undefined, {})
      return { ...entry, data, labels: withChange(entry.labels, changed, `what you put in for the event "${entry.name}"`) }
    }
    default:
      throw notChangeable(change.sequence)
  }
}

/** Gives the answer of a call that is open at the end of the entries: the person says what came of it. */
export function answerCall(entries: readonly Entry[], change: Change, world: ChangeWorld): Entry {
  const call = entries[change.sequence - 1]
  if (call?.kind !== 'tool-called') throw notChangeable(change.sequence)
  const output = outputOf(world.tool(call.tool), call.tool, change.value)
  const last = entries.at(-1) as Entry
  return { sequence: last.sequence + 1, time: last.time, kind: 'tool-answered', call: call.sequence, output, found: 'settled', changed: 'all' }
}

/** Gives a value as an answer of a tool; throws ChelaError where it is not one. A tool that is not here any more is not asked. */
export function outputOf(tool: Tool | undefined, name: string, value: Json): Json {
  const output = plainValue(value)
  if (tool !== undefined) checkFits(tool.output, output, `${name} does not answer that`)
  return output
}

function changeInput(entry: EntryOf<'run-started'>, value: JsonObject, { machine }: ChangeWorld): Entry {
  const checked = checkInput(machine, value)
  if ('problem' in checked) throw new ChelaError('invalid-input', checked.problem)
  const { input } = checked
  const origins: Record<string, Labels> = {}
  for (const name of Object.keys(input)) {
    const old = Object.hasOwn(entry.input, name) ? entry.input[name] : undefined
    const before = Object.hasOwn(entry.origins, name) ? (entry.origins[name] as Labels) : []
    const next = input[name] as Json
    const same = old !== undefined && canonicalJson(old) === canonicalJson(next)
    origins[name] = same ? before : withChange(before, changedValue(old, next, undefined, machine.inputs[name] ?? {}).changed, `the input "${name}"`)
  }
  return { ...entry, input, origins }
}

function changeAnswer(entries: readonly Entry[], entry: EntryOf<'tool-answered'>, output: Json, world: ChangeWorld): Entry {
  const call = entries[entry.call - 1]
  if (call?.kind !== 'tool-called' || call.undoes !== undefined) throw notChangeable(entry.sequence)
  const tool = world.tool(call.tool)
  outputOf(tool, call.tool, output)
  const { sequence, time, kind } = entry
  return { sequence, time, kind, call: entry.call, output, ...changedValue(ownPart(entry, entry.output), output, entry.untrusted, tool?.output ?? {}) }
}

function changeThought(entries: readonly Entry[], entry: EntryOf<'model-answered'>, answer: Json): Entry {
  const asked = entries[entry.ask - 1]
  if (asked?.kind !== 'model-asked') throw notChangeable(entry.sequence)
  checkFits(asked.schema, answer, 'The answer does not fit what the state asks for')
  const { sequence, time, kind, ask } = entry
  return { sequence, time, kind, ask, answer, changed: changedValue(ownPart(entry, entry.answer), answer, undefined, asked.schema).changed }
}

/** What was answered; nothing of it, where a person has put in all of it before. */
function ownPart({ changed }: { readonly changed?: Changed }, value: Json | undefined): Json | undefined {
  return changed === 'all' ? undefined : value
}

function changeForm(entries: readonly Entry[], entry: EntryOf<'person-answered'>, values: JsonObject): Entry {
  const asked = entries[entry.ask - 1]
  if (asked?.kind !== 'person-asked' || asked.question.kind !== 'form') throw notChangeable(entry.sequence)
  const answer = fitAnswer(asked.question, { kind: 'filled', values })
  if (answer.kind !== 'filled') throw new ChelaError('invalid-input', (answer.kind === 'no' ? answer.because : undefined) ?? 'The form is not filled rightly.')
  return { ...entry, answer }
}

function checkFits(schema: JsonSchema, value: Json, what: string): void {
  const fault = checkValue(schema, value)[0]
  if (fault !== undefined) throw new ChelaError('invalid-input', `${what}${fault.path === '' ? '' : ` at "${fault.path}"`}: ${fault.message}`)
}

function plainValue(value: Json): Json {
  try {
    return plainJson(value)
  } catch (cause) {
    throw new ChelaError('invalid-input', 'The value is not plain JSON.', { cause })
  }
}

function objectFrom(value: Json, what: string): JsonObject {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as JsonObject
  throw new ChelaError('invalid-input', `${what} must be an object.`)
}

function notChangeable(sequence: number): ChelaError {
  return new ChelaError('fork-change', `Entry ${sequence} holds no value that can be changed.`, {
    help: 'Change the inputs, an answer of a tool, of the model or to a form, or the data of an event.',
    facts: { sequence },
  })
}
