import type { MapEntry } from '../../terms/document.ts'
import type { Activity } from '../../terms/skill.ts'
import { readDuration } from '../read-duration.ts'
import type { Fields, Reader } from '../reader.ts'
import { emptyText, readTextual } from '../read-template.ts'
import { readTarget } from '../read-transition.ts'

export function readConfirm(reader: Reader, entry: MapEntry, fields: Fields): Activity {
  return {
    kind: 'confirm',
    text: readTextual(reader, entry) ?? emptyText(entry.value.range),
    of: readTarget(reader, fields.get('of')),
    yes: readTarget(reader, fields.get('yes')),
    no: readTarget(reader, fields.get('no')),
    expires: readDuration(reader, fields.get('expires')),
    expired: readTarget(reader, fields.get('expired')),
  }
}
