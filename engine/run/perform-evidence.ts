/* Reads back from the world what an `evidence:` asks for, and judges it. */
import { ExpressionFault } from '../terms/expression.ts'
import type { Decision } from '../terms/decision.ts'
import { canonicalJson, type Json, type JsonObject } from '../terms/json.ts'
import { outsideCeiling, type Ceiling } from '../gate/ceiling.ts'
import type { Tool } from '../terms/tool.ts'
import { argumentFault } from './argument-fault.ts'
import { canonicalInput } from './canonical-input.ts'
import { WatchedCall } from './call-watch.ts'
import type { Drive } from './drive.ts'
import { ceilingOf, decideUnder, doerOf } from './pass-gate.ts'
import { failureFrom } from './do-call.ts'
import { plainJson } from './plain-json.ts'
import { scopeAt } from './step.ts'
import type { Activity, EntryOf } from './run-parts.ts'

type Read = EntryOf<'evidence-checked'>['reads'][number]

/** Most rounds of reading: each round may ask for reads that depend on those before. */
const mostRounds = 1_000

interface Findings {
  readonly reads: Map<string, Read>
  readonly wanted: Map<string, { readonly name: string; readonly args: readonly unknown[] }>
  readonly values: Map<string, Json>
  /** What each function gave last: the guess for what is not read yet. */
  readonly guesses: Map<string, Json>
}

/**
 * Evaluates the evidence with what was read so far; what is not there yet is noted, and for the moment taken to be what the
 * same function gave last (true at first), so that one round finds most of what is wanted. Reads until nothing is missing.
 */
export async function performEvidence(drive: Drive, activity: Activity): Promise<void> {
  const { state } = drive
  const code = activity.frame.machine.activities.get(activity.effect.state)
  const found: Findings = { reads: new Map(), wanted: new Map(), values: new Map(), guesses: new Map() }
  let holds: boolean | 'unknown' = 'unknown'
  for (let round = 0; round < mostRounds; round++) {
    found.wanted.clear()
    try {
      const value = code?.evidence?.(scopeAt(activity.frame.snapshot, state.time), (name, args) => probe(found, name, args))
      if (found.wanted.size === 0) {
        holds = value === true
        break
      }
    } catch (fault) {
      if (!(fault instanceof ExpressionFault)) throw fault
      if (found.wanted.size === 0) break
    }
    for (const [key, { name, args }] of found.wanted) await read(drive, activity, found, key, name, args)
    if ([...found.reads.values()].some((one) => one.failure !== undefined)) break
  }
  const reads = [...found.reads.values()]
  await drive.append(() => (state.isOpen(activity) ? { kind: 'evidence-checked', activity: activity.id, path: activity.path, holds, reads } : undefined))
}

function probe(found: Findings, name: string, args: readonly unknown[]): Json {
  const key = canonicalJson([name, ...(args as Json[])])
  const value = found.values.get(key)
  if (value !== undefined) return value
  found.wanted.set(key, { name, args })
  return found.guesses.get(name) ?? true
}

async function read(drive: Drive, activity: Activity, found: Findings, key: string, name: string, args: readonly unknown[]): Promise<void> {
  const tool = drive.world.tools.evidence(name)
  if (tool?.evidence === undefined) return
  const { evidence } = tool
  const given: JsonObject = Object.fromEntries(evidence.args.map((argument, index) => [argument, (args[index] ?? null) as Json]))
  try {
    const fault = argumentFault(tool, given)
    if (fault !== undefined) throw new ExpressionFault(`${name}: ${fault.message}`, 0, 0)
    const input = await canonicalInput(drive.world.ports.files, tool, given)
    const decision = await judge(drive, activity, tool, input)
    if (decision.answer !== 'allow') throw new ExpressionFault(decision.because, 0, 0)
    const deadline = drive.world.clock.now() + tool.timeout
    const output = plainJson(await tool.perform(input, new WatchedCall({ activity, key: '', ports: drive.world.ports, before: null, deadline })))
    found.reads.set(key, { tool: tool.name, input, output })
    const value = (output as JsonObject)[evidence.value] ?? null
    found.values.set(key, value)
    found.guesses.set(name, value)
  } catch (error) {
    found.reads.set(key, { tool: tool.name, input: given, failure: failureFrom(error, tool) })
  }
}

/** What asks is not read: nobody is asked in the middle of a look. The contract says what may be done, not how that is looked at. */
async function judge(drive: Drive, activity: Activity, tool: Tool, input: JsonObject): Promise<Decision> {
  const ceiling = await lookCeiling(drive, activity, tool, input)
  return decideUnder(drive, doerOf(drive, activity.frame), [ceiling], { tool: tool.name, input, origins: {}, because: [] }, tool, undefined)
}

/** Evidence may look wherever the skill may work: inside a bound of any tool it lists, or by its own line in `uses:`. */
async function lookCeiling(drive: Drive, activity: Activity, tool: Tool, input: JsonObject): Promise<Ceiling> {
  const ceiling = await ceilingOf(drive, activity.frame)
  if (outsideCeiling(tool, input, ceiling) === undefined) return ceiling
  const places = [...ceiling.tools].flatMap(([name, bounds]) => Object.entries(bounds).flatMap(([argument, texts]) => (drive.world.tools.tool(name)?.control[argument] === 'path' ? texts : [])))
  const own = Object.fromEntries(Object.keys(tool.control).map((argument) => [argument, places]))
  return { ...ceiling, tools: new Map([[tool.name, own]]) }
}
