import type { Json, JsonObject, JsonSchema } from '../terms/json.ts'
import { canonicalJson } from '../terms/json.ts'
import { compileRules, type Rule } from './schema-rules.ts'

/** What does not fit, and where. The message goes on after the path: "is missing", "must be a number". */
export interface ValueFault {
  readonly path: string
  readonly message: string
}

interface Findings {
  readonly faults: ValueFault[]
  readonly most: number
}

/** A schema made ready: `fits` says only whether, as fast as can be; `explain` says what is wrong. */
export interface ValueCheck {
  fits(value: Json | undefined, depth: number): boolean
  explain(value: Json | undefined, path: string, depth: number, findings: Findings): void
}

const deepest = 100
const mostSchemas = 20_000

/** Compiles a schema. Where it is deeper than a hundred levels or holds more than 20 000 schemas, no value fits. */
export function compileSchema(schema: JsonSchema): ValueCheck {
  return compileLevel(schema, { depth: 0, total: { count: 0 } })
}

interface Level {
  readonly depth: number
  /** Counted over the whole schema: one that holds itself many times over is small only in memory. */
  readonly total: { count: number }
}

function compileLevel(schema: JsonSchema, level: Level): ValueCheck {
  if (level.depth > deepest || ++level.total.count > mostSchemas) return { fits: () => false, explain: (_value, path, _depth, findings) => add(findings, path, 'is nested too deep') }
  const rules = compileRules(schema)
  const parts = compileParts(schema, { depth: level.depth + 1, total: level.total })
  return {
    fits: (value, depth) => depth <= deepest && value !== undefined && rules.every((rule) => rule.fits(value)) && parts.every((part) => part.fits(value, depth)),
    explain: (value, path, depth, findings) => {
      if (findings.faults.length >= findings.most) return
      if (value === undefined) return add(findings, path, 'is missing')
      if (depth > deepest) return add(findings, path, 'is nested too deep')
      if (!explainRules(rules, value, path, findings)) return
      for (const part of parts) part.explain(value, path, depth, findings)
    },
  }
}

/** Says whether it makes sense to look further: a value of the wrong type has no parts worth a word. */
function explainRules(rules: readonly Rule[], value: Json, path: string, findings: Findings): boolean {
  for (const rule of rules) {
    if (rule.fits(value)) continue
    add(findings, path, rule.message)
    if (rule.ends) return false
  }
  return true
}

function add(findings: Findings, path: string, message: string): void {
  if (findings.faults.length < findings.most) findings.faults.push({ path, message })
}

function compileParts(schema: JsonSchema, inside: Level): ValueCheck[] {
  const parts: ValueCheck[] = []
  if (schema.properties !== undefined || schema.required !== undefined || schema.additionalProperties !== undefined) parts.push(compileFields(schema, inside))
  if (schema.items !== undefined) parts.push(compileItems(compileLevel(schema.items, inside)))
  if (schema.uniqueItems === true) parts.push(uniqueItems)
  for (const one of schema.allOf ?? []) parts.push(compileLevel(one, inside))
  if (schema.anyOf !== undefined) parts.push(compileChoice(schema.anyOf.map((one) => compileLevel(one, inside)), false))
  if (schema.oneOf !== undefined) parts.push(compileChoice(schema.oneOf.map((one) => compileLevel(one, inside)), true))
  if (schema.not !== undefined) parts.push(compileNot(compileLevel(schema.not, inside)))
  return parts
}

function compileFields(schema: JsonSchema, inside: Level): ValueCheck {
  const known = new Map(Object.entries(schema.properties ?? {}).map(([name, property]) => [name, compileLevel(property, inside)] as const))
  const required = schema.required ?? []
  const more = schema.additionalProperties
  const others = typeof more === 'object' ? compileLevel(more, inside) : undefined
  const check = (name: string): ValueCheck | undefined => known.get(name) ?? others
  return {
    fits: (value, level) => {
      if (!isObject(value)) return true
      for (const name of required) if (!Object.hasOwn(value, name) || value[name] === undefined) return false
      for (const name of Object.keys(value)) {
        const part = check(name)
        if (part === undefined ? more === false : value[name] !== undefined && !part.fits(value[name], level + 1)) return false
      }
      return true
    },
    explain: (value, path, level, findings) => {
      if (!isObject(value)) return
      for (const name of required) if (!Object.hasOwn(value, name) || value[name] === undefined) add(findings, fieldPath(path, name), 'is missing')
      for (const name of Object.keys(value)) {
        const part = check(name)
        if (part !== undefined && value[name] !== undefined) explainIf(part, value[name], fieldPath(path, name), level + 1, findings)
        else if (part === undefined && more === false) add(findings, fieldPath(path, name), `is not known here${known.size === 0 ? '' : `; known: ${[...known.keys()].slice(0, 12).join(', ')}`}`)
      }
    },
  }
}

function explainIf(check: ValueCheck, value: Json | undefined, path: string, depth: number, findings: Findings): void {
  if (!check.fits(value, depth)) check.explain(value, path, depth, findings)
}

function fieldPath(path: string, name: string): string {
  const shown = name.length > 60 ? `${name.slice(0, 57)}...` : name
  if (!/^[A-Za-z_][\w-]*$/.test(shown)) return `${path}[${JSON.stringify(shown)}]`
  return path === '' ? shown : `${path}.${shown}`
}

function compileItems(item: ValueCheck): ValueCheck {
  return {
    fits: (value, level) => !Array.isArray(value) || value.every((part: Json) => item.fits(part, level + 1)),
    explain: (value, path, level, findings) => {
      if (!Array.isArray(value)) return
      value.forEach((part: Json, index) => explainIf(item, part, `${path}[${index}]`, level + 1, findings))
    },
  }
}

const uniqueItems: ValueCheck = {
  fits: (value) => !Array.isArray(value) || new Set(value.map((part: Json) => canonicalJson(part))).size === value.length,
  explain: (value, path, level, findings) => {
    if (!uniqueItems.fits(value, level)) add(findings, path, 'must not hold an element twice')
  },
}

function compileChoice(choices: readonly ValueCheck[], exactlyOne: boolean): ValueCheck {
  const fits = (value: Json | undefined, level: number): boolean => {
    if (!exactlyOne) return choices.some((choice) => choice.fits(value, level))
    return choices.filter((choice) => choice.fits(value, level)).length === 1
  }
  return {
    fits,
    explain: (value, path, level, findings) => {
      if (fits(value, level)) return
      if (choices.some((choice) => choice.fits(value, level))) return add(findings, path, 'fits more than one of the shapes it may have')
      if (choices.length === 1) return choices[0]?.explain(value, path, level, findings)
      add(findings, path, 'fits none of the shapes it may have')
    },
  }
}

function compileNot(refused: ValueCheck): ValueCheck {
  return {
    fits: (value, level) => !refused.fits(value, level),
    explain: (value, path, level, findings) => {
      if (refused.fits(value, level)) add(findings, path, 'has a shape that it must not have')
    },
  }
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
