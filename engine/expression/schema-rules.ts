import { canonicalJson, type Json, type JsonSchema } from '../terms/json.ts'
import { patternOf } from './pattern.ts'
import { valueFormats } from './value-format.ts'

/** A rule about a value alone, not about its parts. */
export interface Rule {
  fits(value: Json): boolean
  readonly message: string
  /** Whether a value that breaks the rule needs no further look. */
  readonly ends: boolean
}

const types: ReadonlyMap<string, { readonly fits: (value: Json) => boolean; readonly name: string }> = new Map([
  ['string', { fits: (value) => typeof value === 'string', name: 'a text' }],
  ['number', { fits: (value) => typeof value === 'number' && Number.isFinite(value), name: 'a number' }],
  ['integer', { fits: (value) => typeof value === 'number' && Number.isInteger(value), name: 'a whole number' }],
  ['boolean', { fits: (value) => typeof value === 'boolean', name: 'true or false' }],
  ['null', { fits: (value) => value === null, name: 'null' }],
  ['array', { fits: (value) => Array.isArray(value), name: 'a list' }],
  ['object', { fits: (value) => typeof value === 'object' && value !== null && !Array.isArray(value), name: 'an object' }],
])

/** Gives the rules of a schema about type, choice, size and form, in the order in which they are worth telling. */
export function compileRules(schema: JsonSchema): Rule[] {
  return [typeRule(schema), enumRule(schema), constRule(schema), ...numberRules(schema), ...textRules(schema), ...listRules(schema)].filter((rule) => rule !== undefined)
}

function typeRule({ type }: JsonSchema): Rule | undefined {
  if (type === undefined) return undefined
  const wanted = (typeof type === 'string' ? [type] : type).map((name) => types.get(name) ?? { fits: () => false, name: `of the type "${name}"` })
  const message = `must be ${wanted.map((one) => one.name).join(' or ')}`
  const [only] = wanted
  if (wanted.length === 1 && only !== undefined) return { fits: only.fits, message, ends: true }
  return { fits: (value) => wanted.some((one) => one.fits(value)), message, ends: true }
}

function enumRule(schema: JsonSchema): Rule | undefined {
  const choices = schema.enum
  if (choices === undefined) return undefined
  const allowed = new Set(choices.map(canonicalJson))
  const shown = choices.slice(0, 12).map((choice) => canonicalJson(choice)).join(', ')
  return { fits: (value) => allowed.has(canonicalJson(value)), message: `must be one of ${shown}${choices.length > 12 ? ', ...' : ''}`, ends: true }
}

function constRule(schema: JsonSchema): Rule | undefined {
  if (schema.const === undefined) return undefined
  const wanted = canonicalJson(schema.const)
  return { fits: (value) => canonicalJson(value) === wanted, message: `must be ${wanted.slice(0, 80)}`, ends: true }
}

function numberRules(schema: JsonSchema): Rule[] {
  const rules: Rule[] = []
  const add = (bound: number | undefined, holds: (value: number, bound: number) => boolean, words: string): void => {
    if (bound !== undefined) rules.push({ fits: (value) => typeof value !== 'number' || holds(value, bound), message: `must be ${words} ${bound}`, ends: false })
  }
  add(schema.minimum, (value, bound) => value >= bound, 'at least')
  add(schema.maximum, (value, bound) => value <= bound, 'at most')
  add(schema.exclusiveMinimum, (value, bound) => value > bound, 'more than')
  add(schema.exclusiveMaximum, (value, bound) => value < bound, 'less than')
  add(schema.multipleOf, isMultiple, 'a multiple of')
  return rules
}

/** Compares in steps of the bound with room for what binary fractions lose. */
function isMultiple(value: number, bound: number): boolean {
  if (!(bound > 0)) return true
  const steps = value / bound
  return Math.abs(steps - Math.round(steps)) <= 1e-9 * Math.max(1, Math.abs(steps))
}

function textRules(schema: JsonSchema): Rule[] {
  const rules: Rule[] = []
  const add = (fits: (text: string) => boolean, message: string): void => {
    rules.push({ fits: (value) => typeof value !== 'string' || fits(value), message, ends: false })
  }
  const { minLength, maxLength, pattern, format } = schema
  if (minLength !== undefined) add((text) => text.length >= minLength && characters(text) >= minLength, minLength === 1 ? 'must not be empty' : `must have at least ${minLength} characters`)
  if (maxLength !== undefined) add((text) => text.length <= maxLength || characters(text) <= maxLength, `must have at most ${maxLength} characters`)
  const known = format === undefined ? undefined : valueFormats.get(format)
  if (known !== undefined) add(known.fits, `must be ${known.name}`)
  if (pattern !== undefined) addPattern(pattern, add)
  return rules
}

/** The length of a text times the weight of a pattern, beyond which a match is not tried. */
const mostMatching = 20_000_000

function addPattern(source: string, add: (fits: (text: string) => boolean, message: string) => void): void {
  const { regex, weight } = patternOf(source)
  if (regex === undefined) add(() => false, `can not be checked: the pattern ${source.slice(0, 60)} is not one that runs in linear time`)
  else add((text) => text.length * weight <= mostMatching && regex.test(text), `must match the pattern ${source.slice(0, 80)}`)
}

function characters(text: string): number {
  let count = 0
  for (let index = 0; index < text.length; index += (text.codePointAt(index) as number) > 0xffff ? 2 : 1) count++
  return count
}

function listRules({ minItems, maxItems }: JsonSchema): Rule[] {
  const rules: Rule[] = []
  if (minItems !== undefined) rules.push({ fits: (value) => !Array.isArray(value) || value.length >= minItems, message: minItems === 1 ? 'must not be empty' : `must have at least ${minItems} elements`, ends: false })
  if (maxItems !== undefined) rules.push({ fits: (value) => !Array.isArray(value) || value.length <= maxItems, message: `must have at most ${maxItems} elements`, ends: false })
  return rules
}
