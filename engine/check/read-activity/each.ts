import type { MapEntry } from '../../terms/document.ts'
import type { Activity, Template } from '../../terms/skill.ts'
import { readStart } from '../read-start.ts'
import { fault, isText, readText, reportEmpty, type Fields, type Reader } from '../reader.ts'
import { readCel, readOptional, readTemplate } from '../read-template.ts'

/** Gives an `each`; the body of one with a single activity is made by the caller. */
export function readEach(reader: Reader, entry: MapEntry, fields: Fields): Activity {
  const states = fields.get('states')
  const body = states === undefined ? [] : reader.readStates(states)
  if (states !== undefined) reportEmpty(reader, states)
  return {
    kind: 'each',
    items: readList(reader, entry),
    as: readText(reader, fields.get('as')) ?? 'item',
    atOnce: readAtOnce(reader, fields.get('at_once')) ?? { kind: 'literal', value: 1, range: entry.keyRange },
    single: false,
    start: readStart(reader, fields, body),
    body,
  }
}

/** Gives the list: one written out, or an expression, bare or inside `${ }`. */
function readList(reader: Reader, entry: MapEntry): Template {
  if (!isText(entry.value)) return readTemplate(reader, entry.value)
  const cel = readCel(reader, entry)
  const range = entry.value.range
  return cel === undefined ? { kind: 'literal', value: [], range } : reader.places.remember({ kind: 'expression', cel, range }, entry.value)
}

function readAtOnce(reader: Reader, entry: MapEntry | undefined): Template | undefined {
  const template = readOptional(reader, entry)
  if (entry === undefined || template === undefined || template.kind === 'expression') return template
  if (template.kind === 'literal' && typeof template.value === 'number' && Number.isInteger(template.value) && template.value >= 1) return template
  return fault(reader, 'wrong-value', entry.value.range, '"at_once" must be a whole number of at least 1.')
}
