import type { MapEntry } from '../../terms/document.ts'
import type { Activity } from '../../terms/skill.ts'
import { isNothing, type Fields, type Reader } from '../reader.ts'
import { readTemplate } from '../read-template.ts'

export function readLeave(reader: Reader, entry: MapEntry, _fields: Fields): Activity {
  return { kind: 'leave', value: isNothing(entry.value) ? undefined : readTemplate(reader, entry.value) }
}
