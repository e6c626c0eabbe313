import type { Bounds } from '../terms/contract.ts'

/** A yes that the person gave for always, as the gate takes it, with the name that lists and revokes it. */
export interface KeptGrant {
  readonly name: string
  readonly span: 'always'
  readonly run: undefined
  readonly tool: string
  /** SHA-256 of the skill text. */
  readonly skill: string
  readonly with: Bounds
  /** The hash of the one deed it covers. */
  readonly deed: string | undefined
  readonly choices: boolean
  /** Milliseconds since 1970. */
  readonly given: number
  readonly until: number | undefined
  readonly revoked: false
}

const fields = new Set(['name', 'tool', 'skill', 'with', 'deed', 'choices', 'given', 'until'])

/**
 * Gives the grant that a value of the grants file means; `undefined` unless every field of it is understood, since a
 * field that is passed over would make the grant wider than the person meant.
 */
export function keptGrant(value: unknown): KeptGrant | undefined {
  if (!isObject(value) || Object.keys(value).some((field) => !fields.has(field))) return undefined
  const { name, tool, skill, deed, choices, given, until } = value
  const places = boundsOf(value['with'])
  if (!isName(name) || !isName(tool) || !isName(skill) || !isTime(given) || places === undefined) return undefined
  if (!(deed === undefined || isName(deed)) || typeof choices !== 'boolean' || !(until === undefined || isTime(until))) return undefined
  return { name, span: 'always', run: undefined, tool, skill, with: places, deed, choices, given, until, revoked: false }
}

function boundsOf(value: unknown): Bounds | undefined {
  if (!isObject(value)) return undefined
  const fine = Object.entries(value).every(([argument, places]) => argument !== '__proto__' && Array.isArray(places) && places.every((place) => typeof place === 'string'))
  return fine ? (value as Bounds) : undefined
}

function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && value !== ''
}

function isTime(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value)
}
