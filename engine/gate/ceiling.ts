import type { Bounds } from '../terms/contract.ts'
import type { Decision } from '../terms/decision.ts'
import type { JsonObject } from '../terms/json.ts'
import type { ControlKind, Tool } from '../terms/tool.ts'
import { firstOutside, givenInPlace, kindOf, namesBound, own } from './match-bound.ts'
import { alternatives, quote, visible } from './quote.ts'

/** All that one skill may ever do. Bounds are evaluated and paths in them canonical; a tool that is not here is denied. */
export interface Ceiling {
  /** The name of the skill, for sentences. */
  readonly skill: string
  readonly tools: ReadonlyMap<string, Bounds>
  readonly skills: ReadonlySet<string>
}

/** One evaluated line of `uses:`. */
export interface CeilingLine {
  readonly kind: 'tool' | 'skill'
  readonly name: string
  readonly bounds: Bounds
}

/** Gives the ceiling of a skill from its evaluated lines. A tool that is named twice keeps its first line. */
export function makeCeiling(skill: string, lines: readonly CeilingLine[]): Ceiling {
  const tools = new Map<string, Bounds>()
  const skills = new Set<string>()
  for (const line of lines) {
    if (line.kind === 'skill') skills.add(line.name)
    else if (!tools.has(line.name)) tools.set(line.name, line.bounds)
  }
  return { skill, tools, skills }
}

/** Gives the sentence that says why a deed lies outside a ceiling; `undefined` when it lies inside. */
export function outsideCeiling(tool: Tool, input: JsonObject, ceiling: Ceiling): string | undefined {
  const bounds = ceiling.tools.get(tool.name)
  if (bounds === undefined) return `The skill "${visible(ceiling.skill)}" does not list ${visible(tool.name)} under "uses", so it may not call it.`
  const argument = firstOutside(tool, input, bounds)
  return argument === undefined ? undefined : outsideWords(tool, argument, input, bounds)
}

/** Decides whether a skill may run another one: its name must be listed in every ceiling. */
export function decideSubSkill(name: string, ceilings: readonly Ceiling[]): Decision {
  const missing = ceilings.find((ceiling) => !ceiling.skills.has(name))
  if (ceilings.length > 0 && missing === undefined) return { answer: 'allow', rule: 'ceiling', because: `The skill lists ${quote(name)} under "uses".` }
  const skill = missing === undefined ? 'without a ceiling' : `"${visible(missing.skill)}"`
  return { answer: 'deny', rule: 'ceiling', because: `The skill ${skill} does not list the skill ${quote(name)} under "uses", so it may not run it.` }
}

/** Gives "file.move may only write inside /home/a/Downloads; its "to", "/etc/passwd", is outside." */
export function outsideWords(tool: Tool, argument: string, input: JsonObject, bounds: Bounds): string {
  const places = (bounds[argument] ?? bounds['*'] ?? []).map(visible)
  const kind = kindOf(tool, argument)
  const value = own(input, argument)
  if (places.length === 0) return `${visible(tool.name)} may reach nothing here: the places listed for its ${quote(argument)} came out empty.`
  const reach = `${visible(tool.name)} may only ${verb(tool, argument, kind)} ${alternatives(kind === 'id' ? places.map(quote) : places)}`
  const other = givenInPlace(tool, argument, input).find((one) => !namesBound(bounds, one))
  if (other !== undefined) return `${reach}; nothing is listed for its ${quote(other)}, so that can not stand for its ${quote(argument)}.`
  if (value === undefined) return `${reach}, so it needs its ${quote(argument)}.`
  if (typeof value !== 'string' && !Array.isArray(value)) return `${reach}; its ${quote(argument)}, ${quote(value)}, is not a text.`
  return `${reach}; its ${quote(argument)}, ${quote(value)}, is ${kind === 'path' ? 'outside' : 'not among them'}.`
}

function verb(tool: Tool, argument: string, kind: ControlKind): string {
  if (kind === 'host') return 'reach'
  if (kind === 'address') return 'address'
  if (kind === 'id') return `use as its ${quote(argument)}`
  if (tool.class === 'read') return 'read inside'
  return argument === 'from' ? 'take from inside' : 'write inside'
}
