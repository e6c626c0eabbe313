/*
 * Whether an argument lies inside a bound. Owns both readings: the narrow one, for whatever permits (ceiling, contract,
 * allow rule, grant), and the wide one, for whatever forbids or asks.
 * Always true: B1 the narrow reading is false where something is missing, is no text or can not be read, save an address
 * that need not be given and is not, beside one that is: nobody more is addressed; B2 the wide reading is true there; B3 what fits narrowly fits widely too; B4 of arguments that stand for one another, once one is
 * bounded only bounded ones are used.
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

/**
 * Gives the first bounded argument that does not fit, narrowly; `undefined` when all do. One that is left out fits where
 * another of its group is given in its place and is bounded itself.
 */
export function firstOutside(tool: Tool, input: JsonObject, bounds: Bounds): string | undefined {
  for (const argument of Object.keys(bounds)) {
    const allowed = bounds[argument] as readonly string[]
    const outside = (argument === '*' ? Object.keys(tool.control) : [argument]).find((one) => !fits(tool, one, input, allowed, bounds))
    if (outside !== undefined) return outside
  }
  return undefined
}

/** Keeps B4: whatever else of the group is given must be bounded too. */
function fits(tool: Tool, argument: string, input: JsonObject, allowed: readonly string[], bounds: Bounds): boolean {
  const value = own(input, argument)
  if (namesNobody(tool, argument, value) && addressesOther(tool, argument, input)) return true
  const others = givenInPlace(tool, argument, input)
  if (others.length === 0) return fitsOneOf(kindOf(tool, argument), value, allowed)
  return others.every((other) => namesBound(bounds, other)) && (value === undefined || fitsOneOf(kindOf(tool, argument), value, allowed))
}

function namesNobody(tool: Tool, argument: string, value: Json | undefined): boolean {
  if (kindOf(tool, argument) !== 'address' || tool.input.required?.includes(argument) === true || othersOf(tool, argument).length > 0) return false
  return isNothing(value)
}

/** Where no address is given at all, a tool may reach whom it likes. */
function addressesOther(tool: Tool, argument: string, input: JsonObject): boolean {
  return Object.keys(tool.control).some((other) => other !== argument && kindOf(tool, other) === 'address' && !isNothing(own(input, other)))
}

function isNothing(value: Json | undefined): boolean {
  return value === undefined || value === null || (Array.isArray(value) && value.length === 0)
}

/** Gives the other arguments of the group of an argument that a deed has; none for one that is in no group. */
export function givenInPlace(tool: Tool, argument: string, input: JsonObject): readonly string[] {
  return othersOf(tool, argument).filter((other) => own(input, other) !== undefined)
}

function othersOf(tool: Tool, argument: string): readonly string[] {
  return tool.oneOf.find((group) => group.includes(argument))?.filter((other) => other !== argument) ?? []
}

/** Tells whether bounds name an argument, by itself or by `*`. */
export function namesBound(bounds: Bounds, argument: string): boolean {
  return Object.hasOwn(bounds, argument) || Object.hasOwn(bounds, '*')
}

/** Tells whether bounds hold an argument: they name it, or one that it may stand for, so that it can not be used (B4). */
export function isHeld(tool: Tool, bounds: Bounds, argument: string): boolean {
  return namesBound(bounds, argument) || othersOf(tool, argument).some((other) => namesBound(bounds, other))
}

/**
 * Tells whether a deed could touch what the bounds name, widely: every bounded argument must, `*` when one of the control
 * arguments does. An argument the tool does not have at all touches nothing where `area` says that the rule is about
 * many tools; where it names this one tool it counts as touched, since the rule is then mistaken. One that is left out
 * because another of its group is given touches nothing; where that one is named too, it alone is looked at.
 */
export function touches(tool: Tool, input: JsonObject, bounds: Bounds, area: boolean): boolean {
  return Object.keys(bounds).every((argument) => {
    const places = bounds[argument] as readonly string[]
    if (argument === '*') return Object.keys(tool.control).some((control) => !isReplaced(tool, control, input) && mayTouch(tool, control, own(input, control), places))
    if (isReplaced(tool, argument, input)) return givenInPlace(tool, argument, input).some((other) => namesBound(bounds, other))
    if (!Object.hasOwn(tool.control, argument) && !Object.hasOwn(input, argument)) return !area
    return mayTouch(tool, argument, own(input, argument), places)
  })
}

/** Tells whether an argument is left out because another one of its group is given. */
export function isReplaced(tool: Tool, argument: string, input: JsonObject): boolean {
  return own(input, argument) === undefined && givenInPlace(tool, argument, input).length > 0
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
