import type { MapEntry } from '../../terms/document.ts'
import type { Activity } from '../../terms/skill.ts'
import { readSchema } from '../read-schema.ts'
import { fault, isMisspelt, type Fields, type Reader } from '../reader.ts'
import { emptyText, readTemplates, readTextual } from '../read-template.ts'

export function readThink(reader: Reader, entry: MapEntry, fields: Fields): Activity {
  const answer = fields.get('answer')
  if (answer === undefined && !isMisspelt(reader, reader.places.node(fields), 'answer')) {
    fault(reader, 'missing-key', entry.keyRange, '"think" does not say what an answer looks like.', { help: 'Add "answer:" with a schema, such as "answer: string".' })
  }
  return {
    kind: 'think',
    question: readTextual(reader, entry) ?? emptyText(entry.value.range),
    given: readTemplates(reader, fields.get('given')?.value, '"given"'),
    answer: answer === undefined ? {} : readSchema(reader, answer.value, '"answer"'),
  }
}
