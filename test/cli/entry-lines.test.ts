import { expect, test } from 'vitest'
import { entryLines } from '../../engine/cli/entry-lines.ts'
import type { Entry } from '../../engine/terms/journal.ts'
import type { Json } from '../../engine/terms/json.ts'
import { answered, asked, called, entry, started } from '../helpers/some-entries.ts'

const denied: Entry = entry(5, { kind: 'effect-denied', activity: 1, path: 'move', tool: 'file.move', input: { to: '/x' }, decision: { answer: 'deny', rule: 'policy', because: 'You said so.' } })
const over: Entry = entry(6, { kind: 'run-ended', outcome: 'failed', output: 'x', because: 'it broke', failure: { code: 'failed', message: 'it broke' } })

test('whatever stands in a journal, its lines hold no control characters and turn no writing around', () => {
  for (const one of [started(), called(2), answered(3, 2), asked(4), denied, over]) {
    const lines = entryLines(poisoned(one as unknown as Json) as unknown as Entry)
    expect(lines.join('')).not.toMatch(/\p{Cc}|\p{Cf}/u)
    expect(lines.join('')).toMatch(/\\u/)
  }
})

test('a fork says in words which run it comes from, and what was changed', () => {
  const point = { run: 'run7', at: 4, changed: 2 }
  expect(entryLines({ ...started(), forkedFrom: point } as Entry)[0]).toContain('started make-tea as a fork of the run run7')
  expect(entryLines(entry(5, { kind: 'run-forked', ...point }))[0]).toContain('goes on as a fork of the run run7 from its entry 4, with the value of entry 2 changed')
  expect(entryLines({ ...answered(3, 2), changed: 'all' } as Entry)[0]).toContain('2 answered (put in by you): {"path"')
})

test('an entry of a kind that is not known is told as such', () => {
  for (const kind of ['odd', 'constructor']) expect(entryLines({ ...started(), kind } as unknown as Entry)).toEqual([`    1  00:00:01  ${kind} (this version does not know what that is)`])
})

/** Adds a colour and a turn of the writing direction to each text but the kinds, by which an entry is told. */
function poisoned(value: Json, name = ''): Json {
  if (typeof value === 'string') return name === 'kind' ? value : `${value}\u001b[31m\u202e`
  if (Array.isArray(value)) return value.map((one: Json) => poisoned(one))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, poisoned(one, key)]))
}
