import type { MapEntry } from '../../terms/document.ts'
import type { Activity } from '../../terms/skill.ts'
import { fault, readWord, type Fields, type Reader } from '../reader.ts'
import { readCel, readOptional, readTextual } from '../read-template.ts'

export function readEnd(reader: Reader, entry: MapEntry, fields: Fields): Activity {
  const outcome = readWord(reader, entry, ['done', 'failed', 'stopped']) ?? 'done'
  const evidence = fields.get('evidence')
  if (evidence !== undefined && outcome !== 'done') {
    fault(reader, 'misplaced-key', evidence.keyRange, '"evidence" goes with "end: done" only.')
  }
  return {
    kind: 'end',
    outcome,
    output: readOptional(reader, fields.get('output')),
    because: readTextual(reader, fields.get('because')),
    evidence: readCel(reader, evidence),
  }
}
