import type { MapEntry } from '../../terms/document.ts'
import type { Activity } from '../../terms/skill.ts'
import { readTextNode, type Fields, type Reader } from '../reader.ts'
import { readTemplates } from '../read-template.ts'

export function readCall(reader: Reader, entry: MapEntry, fields: Fields): Activity {
  const tool = readTextNode(reader, entry.value, '"call"') ?? ''
  return { kind: 'call', tool, toolRange: entry.value.range, with: readTemplates(reader, fields.get('with')?.value, '"with"') }
}
