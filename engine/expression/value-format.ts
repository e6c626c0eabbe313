import { parseDuration } from './parse-duration.ts'
import { parseTime } from './parse-time.ts'

const label = '[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?'
const host = new RegExp(`^${label}(?:\\.${label})*\\.?$`)
const email = /^[^\s@<>"(),:;\\[\]]{1,64}@[^\s@<>"(),:;\\[\]]{1,255}$/
const uri = /^[A-Za-z][A-Za-z0-9+.-]*:[^\s<>"{}|\\^`]*$/
const skill = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/

/** The formats of texts: whether a text has one, and its name in messages. A format not listed fits every text. */
export const valueFormats: ReadonlyMap<string, { readonly fits: (text: string) => boolean; readonly name: string }> = new Map([
  ['path', { fits: (text) => text !== '' && text.length <= 4096 && !text.includes('\0'), name: 'a path' }],
  ['duration', { fits: (text) => parseDuration(text) !== undefined, name: 'a duration such as 7d, 1h30m or PT5M' }],
  ['date-time', { fits: (text) => text.length > 10 && parseTime(text) !== undefined, name: 'a time such as 2026-06-01T12:00:00Z' }],
  ['date', { fits: (text) => text.length === 10 && parseTime(text) !== undefined, name: 'a date such as 2026-06-01' }],
  ['email', { fits: (text) => text.length <= 320 && email.test(text), name: 'an e-mail address' }],
  ['host', { fits: (text) => text.length <= 254 && host.test(text), name: 'the name of a host, such as example.org' }],
  ['uri', { fits: (text) => text.length <= 8192 && uri.test(text), name: 'an address such as https://example.org/' }],
  ['skill', { fits: (text) => text.length <= 64 && skill.test(text), name: 'the name of a skill, such as tidy-folder' }],
  ['id', { fits: (text) => text !== '' && text.length <= 1024, name: 'an id' }],
])
