import { parseTime } from '../expression/parse-time.ts'
import type { MapEntry } from '../terms/document.ts'
import type { Template } from '../terms/skill.ts'
import { fault, shown, type Reader } from './reader.ts'
import { readTemplate } from './read-template.ts'

/** Gives a time; one that is written out must be one that can be read. */
export function readTime(reader: Reader, entry: MapEntry): Template | undefined {
  const template = readTemplate(reader, entry.value)
  if (template.kind === 'expression' || template.kind === 'text') return template
  if (template.kind === 'literal' && typeof template.value === 'string' && parseTime(template.value) !== undefined) return template
  const value = template.kind === 'literal' && typeof template.value !== 'object' ? `"${shown(String(template.value))}"` : 'This'
  return fault(reader, 'bad-time', entry.value.range, `${value} is not a time.`, { help: 'Write a time as 2026-06-01T08:30:00Z, or an expression that gives one.' })
}
