/* Reads back from the world what an `evidence:` asks for, and judges it. */
import { ExpressionFault } from '../terms/expression.ts'
import { canonicalJson, type Json, type JsonObject } from '../terms/json.ts'
import { outsideCeiling } from '../gate/ceiling.ts'
import { argumentFault } from './argument-fault.ts'
import { canonicalInput } from './canonical-input.ts'
import { WatchedCall } from './call-watch.ts'
import type { Drive } from './drive.ts'
import { ceilingOf } from './pass-gate.ts'
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
    const because = await outsideOf(drive, activity, tool, input)
    if (because !== undefined) throw new ExpressionFault(because, 0, 0)
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

/** Evidence may look wherever the skill may work: inside a bound of any tool it lists, or by its own line in `uses:`. */
async function outsideOf(drive: Drive, activity: Activity, tool: Parameters<typeof outsideCeiling>[0], input: JsonObject): Promise<string | undefined> {
  const ceiling = await ceilingOf(drive, activity.frame)
  if (outsideCeiling(tool, input, ceiling) === undefined) return undefined
  const places = [...ceiling.tools].flatMap(([name, bounds]) => Object.entries(bounds).flatMap(([argument, texts]) => (drive.world.tools.tool(name)?.control[argument] === 'path' ? texts : [])))
  const own = Object.fromEntries(Object.keys(tool.control).map((argument) => [argument, places]))
  return outsideCeiling(tool, input, { ...ceiling, tools: new Map([[tool.name, own]]) })
}
