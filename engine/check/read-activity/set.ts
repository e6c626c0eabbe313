import type { MapEntry } from '../../terms/document.ts'
import type { Activity } from '../../terms/skill.ts'
import type { Fields, Reader } from '../reader.ts'
import { readTemplates } from '../read-template.ts'

export function readSet(reader: Reader, entry: MapEntry, _fields: Fields): Activity {
  return { kind: 'set', vars: readTemplates(reader, entry.value, '"set"') }
}
