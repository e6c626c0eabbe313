import fc from 'fast-check'
import type { JsonObject } from '../../engine/terms/json.ts'

const uid = fc.constantFrom('one', 'two', 'one', 'two', 'none')
const title = fc.constantFrom('New', 'Caf\u00e9; a, b\\n', 'x'.repeat(200), '\u202egnp', '-rf')
const start = fc.constantFrom('2026-07-01', '2026-07-01T09:00', '2026-06-02T11:00:00Z', '2026-02-30')
const zone = fc.constantFrom('Europe/Berlin', 'America/New_York')
const emails = fc.uniqueArray(fc.constantFrom('new@example.org', 'one@example.org', 'other@example.org'), { maxLength: 3 })

/** What each tool that changes events and contacts may be asked, in a place that holds the uids `one` and `two`. */
export const entryDeeds: { readonly [tool: string]: fc.Arbitrary<JsonObject> } = {
  'calendar.add': fc.record({ title, start, zone, repeats: fc.constantFrom('FREQ=WEEKLY;COUNT=3', 'FREQ=DAILY'), uid: fc.constantFrom('mine', 'mine.@_-x', 'one') }, { requiredKeys: ['title', 'start', 'zone'] }),
  'calendar.change': fc.record({ uid, title, start, zone }, { requiredKeys: ['uid', 'title', 'zone'] }),
  'calendar.remove': fc.oneof(fc.record({ uid }), fc.constant({ uid: 'one', occurrence: '2026-06-08T07:00:00Z' })),
  'contacts.add': fc.record({ name: title, emails, phones: fc.constant(['+1 555 0100']) }, { requiredKeys: ['name', 'emails'] }),
  'contacts.change': fc.record({ uid, name: title, emails, note: fc.constantFrom('changed', '') }, { requiredKeys: ['uid', 'name'] }),
  'contacts.remove': fc.record({ uid }),
}
