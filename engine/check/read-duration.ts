import { parseDuration } from '../expression/parse-duration.ts'
import { splitText } from '../expression/split-text.ts'
import type { MapEntry } from '../terms/document.ts'
import type { Template } from '../terms/skill.ts'
import { fault, shown, type Reader } from './reader.ts'
import { readTemplate } from './read-template.ts'

const help = 'Write a number with its unit, such as 30s, 5m, 1h30m or 7d, or PT5M as in ISO 8601.'

/** Gives a duration; one that is written out must be one that can be read. */
export function readDuration(reader: Reader, entry: MapEntry | undefined): Template | undefined {
  if (entry === undefined) return undefined
  const template = readTemplate(reader, entry.value)
  if (template.kind === 'expression' || template.kind === 'text') return template
  if (template.kind === 'literal' && typeof template.value === 'string' && isDuration(template.value)) return template
  const value = template.kind === 'literal' && typeof template.value !== 'object' ? `"${shown(String(template.value))}"` : 'This'
  return fault(reader, 'bad-duration', entry.value.range, `${value} is not a duration.`, { help })
}

/** Gives the duration that a key of `after:` is. An expression in a key has the place of the whole key. */
export function readDurationKey(reader: Reader, entry: MapEntry): Template {
  const range = entry.keyRange
  const literal: Template = { kind: 'literal', value: entry.key, range }
  if (entry.key.includes('${')) {
    const split = splitText(entry.key)
    if ('fault' in split) {
      fault(reader, 'expression-syntax', range, split.fault.message)
      return literal
    }
    const cels = split.parts.map((part) => (typeof part === 'string' ? part : { text: part.text.trim(), range }))
    const [only] = cels
    return cels.length === 1 && typeof only === 'object' ? { kind: 'expression', cel: only, range } : { kind: 'text', parts: cels, range }
  }
  if (!isDuration(entry.key)) fault(reader, 'bad-duration', range, `"${shown(entry.key)}" is not a duration.`, { help })
  return literal
}

function isDuration(text: string): boolean {
  return (parseDuration(text) ?? -1) >= 0
}
