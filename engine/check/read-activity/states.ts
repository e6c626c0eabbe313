import type { MapEntry } from '../../terms/document.ts'
import type { Activity } from '../../terms/skill.ts'
import { readStart } from '../read-start.ts'
import { readWord, reportEmpty, type Fields, type Reader } from '../reader.ts'

export function readGroup(reader: Reader, entry: MapEntry, fields: Fields): Activity {
  const states = reader.readStates(entry)
  reportEmpty(reader, entry)
  return { kind: 'states', start: readStart(reader, fields, states), states, history: readWord(reader, fields.get('history'), ['shallow', 'deep']) }
}
