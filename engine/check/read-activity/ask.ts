import type { MapEntry } from '../../terms/document.ts'
import type { Activity } from '../../terms/skill.ts'
import { readDuration } from '../read-duration.ts'
import { readProperties } from '../read-schema.ts'
import { fault, type Fields, type Reader } from '../reader.ts'
import { readTextual } from '../read-template.ts'

export function readAsk(reader: Reader, entry: MapEntry, fields: Fields): Activity {
  const form = readProperties(reader, entry)
  if (entry.value.kind === 'map' && entry.value.entries.length === 0) {
    fault(reader, 'missing-key', entry.range, '"ask" has no fields.', { help: 'Name at least one field, such as "name: string".' })
  }
  return { kind: 'ask', text: readTextual(reader, fields.get('text')), form, expires: readDuration(reader, fields.get('expires')) }
}
