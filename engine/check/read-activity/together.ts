import type { MapEntry } from '../../terms/document.ts'
import type { Activity } from '../../terms/skill.ts'
import { readBoolean, type Fields, type Reader } from '../reader.ts'

export function readTogether(reader: Reader, entry: MapEntry, fields: Fields): Activity {
  return { kind: 'together', first: readBoolean(reader, fields.get('first')) ?? false, branches: reader.readStates(entry) }
}
