/*
 * Whether an argument lies inside a bound. Owns both readings: the narrow one, for whatever permits (ceiling, contract,
 * allow rule, grant), and the wide one, for whatever forbids or asks.
 * Always true: B1 the narrow reading is false where something is missing, is no text or can not be read; B2 the wide
 * reading is true there; B3 what fits narrowly fits widely too.
 */
import type { Bounds } from '../terms/contract.ts'
import type { Json, JsonObject } from '../terms/json.ts'
import type { ControlKind, Tool } from '../terms/tool.ts'
import { isAddress, mayBeAddress } from './match-address.ts'
import { isHost, mayBeHost } from './match-host.ts'
import { isInside, mayBeInside } from './match-path.ts'

/**
 * Tells whether a value fits one bound, narrowly. A list fits when it is not empty and every element does; what is no
 * text never fits.
 */
export function matchBound(kind: ControlKind, value: Json | undefined, bound: string): boolean {
  return fitsOneOf(kind, value, [bound])
}

/** Tells whether a value fits one of the bounds, narrowly; of a list each element may fit another one. */
export function fitsOneOf(kind: ControlKind, value: Json | undefined, bounds: readonly string[]): boolean {
  if (typeof value === 'string') return matchesText(kind, value, bounds)
  if (!Array.isArray(value) || value.length === 0) return false
  for (let index = 0; index < value.length; index++) {
    const item: unknown = value[index]
    if (typeof item !== 'string' || !matchesText(kind, item, bounds)) return false
  }
  return true
}

function matchesText(kind: ControlKind, value: string, bounds: readonly string[]): boolean {
  for (let index = 0; index < bounds.length; index++) if (matchers[kind](value, bounds[index] as string)) return true
  return false
}

const matchers: { readonly [kind in ControlKind]: (value: string, bound: string) => boolean } = {
  path: isInside,
  host: isHost,
  address: isAddress,
  id: (value, bound) => value === bound,
}

/** Gives the first bounded argument that does not fit, narrowly; `undefined` when all do. */
export function firstOutside(tool: Tool, input: JsonObject, bounds: Bounds): string | undefined {
  for (const argument of Object.keys(bounds)) {
    const allowed = bounds[argument] as readonly string[]
    const outside = argument === '*' ? Object.keys(tool.control).find((control) => !fits(tool, control, input, allowed)) : fits(tool, argument, input, allowed) ? undefined : argument
    if (outside !== undefined) return outside
  }
  return undefined
}

function fits(tool: Tool, argument: string, input: JsonObject, allowed: readonly string[]): boolean {
  return fitsOneOf(kindOf(tool, argument), own(input, argument), allowed)
}

/**
 * Tells whether a deed could touch what the bounds name, widely: every bounded argument must, `*` when one of the control
 * arguments does. An argument the tool does not have at all touches nothing where `area` says that the rule is about
 * many tools; where it names this one tool it counts as touched, since the rule is then mistaken.
 */
export function touches(tool: Tool, input: JsonObject, bounds: Bounds, area: boolean): boolean {
  return Object.keys(bounds).every((argument) => {
    const places = bounds[argument] as readonly string[]
    if (argument === '*') return Object.keys(tool.control).some((control) => mayTouch(tool, control, own(input, control), places))
    if (!Object.hasOwn(tool.control, argument) && !Object.hasOwn(input, argument)) return !area
    return mayTouch(tool, argument, own(input, argument), places)
  })
}

function mayTouch(tool: Tool, argument: string, value: Json | undefined, places: readonly string[]): boolean {
  if (Array.isArray(value)) return value.length === 0 || value.some((item: Json) => typeof item !== 'string' || mayTouch(tool, argument, item, places))
  if (typeof value !== 'string') return true
  const kind = kindOf(tool, argument)
  const around = tool.class !== 'read'
  return places.some((place) => {
    if (kind === 'path') return mayBeInside(value, place, around)
    if (kind === 'host') return mayBeHost(value, place)
    if (kind === 'address') return mayBeAddress(value, place)
    return foldedText(value) === foldedText(place)
  })
}

function foldedText(text: string): string {
  return text.normalize('NFKC').trim().toLowerCase()
}

/** The kind of an argument; one that is no control argument is compared letter by letter. */
export function kindOf(tool: Tool, argument: string): ControlKind {
  return Object.hasOwn(tool.control, argument) ? (tool.control[argument] as ControlKind) : 'id'
}

export function own(input: JsonObject, argument: string): Json | undefined {
  return Object.hasOwn(input, argument) ? input[argument] : undefined
}
