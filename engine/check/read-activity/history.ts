import type { MapEntry } from '../../terms/document.ts'
import type { Activity } from '../../terms/skill.ts'
import { readWord, type Fields, type Reader } from '../reader.ts'

export function readHistory(reader: Reader, entry: MapEntry, _fields: Fields): Activity {
  return { kind: 'history', depth: readWord(reader, entry, ['shallow', 'deep']) ?? 'shallow' }
}
