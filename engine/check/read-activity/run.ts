import type { MapEntry } from '../../terms/document.ts'
import type { Activity } from '../../terms/skill.ts'
import type { Fields, Reader } from '../reader.ts'
import { emptyText, readTemplates, readTextual } from '../read-template.ts'

export function readRun(reader: Reader, entry: MapEntry, fields: Fields): Activity {
  const skill = readTextual(reader, entry) ?? emptyText(entry.value.range)
  return { kind: 'run', skill, with: readTemplates(reader, fields.get('with')?.value, '"with"') }
}
