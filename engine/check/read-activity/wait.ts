import type { MapEntry } from '../../terms/document.ts'
import type { Activity } from '../../terms/skill.ts'
import { readDuration } from '../read-duration.ts'
import { readTime } from '../read-time.ts'
import { fault, readFields, readText, type Fields, type Reader } from '../reader.ts'
import { emptyText, readCel } from '../read-template.ts'

export function readWait(reader: Reader, entry: MapEntry, _fields: Fields): Activity {
  const { value } = entry
  if (value.kind !== 'map') return { kind: 'wait', duration: readDuration(reader, entry) ?? emptyText(value.range) }
  const fields = readFields(reader, value, '"wait"', ['until', 'for', 'if', 'timeout'])
  const until = fields.get('until')
  const event = fields.get('for')
  if (until === undefined && event === undefined) {
    fault(reader, 'missing-key', value.range, '"wait" does not say what to wait for.', { help: 'Write a duration, "until:" a time, or "for:" an event.' })
  }
  if (until === undefined) return readWaitFor(reader, event, fields)
  for (const key of ['for', 'if', 'timeout']) {
    const extra = fields.get(key)
    if (extra !== undefined) fault(reader, 'misplaced-key', extra.keyRange, `"${key}" can not stand beside "until".`, { help: 'Wait for a time or for an event, not for both.' })
  }
  return { kind: 'wait-until', time: readTime(reader, until) ?? emptyText(until.value.range) }
}

function readWaitFor(reader: Reader, event: MapEntry | undefined, fields: Fields): Activity {
  return {
    kind: 'wait-for',
    event: readText(reader, event) ?? '',
    if: readCel(reader, fields.get('if')),
    timeout: readDuration(reader, fields.get('timeout')),
  }
}
