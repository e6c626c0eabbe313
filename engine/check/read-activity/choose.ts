import type { MapEntry } from '../../terms/document.ts'
import type { Activity } from '../../terms/skill.ts'
import { readItems, wrongType, type Fields, type Reader } from '../reader.ts'
import { readTransition } from '../read-transition.ts'

export function readChoose(reader: Reader, entry: MapEntry, _fields: Fields): Activity {
  if (entry.value.kind !== 'list') {
    wrongType(reader, entry.value, '"choose"', 'a list of branches', { help: 'Begin each branch with "- ".' })
    return { kind: 'choose', branches: [] }
  }
  return { kind: 'choose', branches: readItems(entry.value.items, (item) => readTransition(reader, item, 'A branch of "choose"')) }
}
