/* Deeds whose world is a store in memory: files and facts. */
import fc from 'fast-check'
import type { Json, JsonObject } from '../../engine/terms/json.ts'
import { rawZip } from './archive-bytes.ts'
import { memoryWorld, reversing, scenes, type DeedTable, type DeedWorld, type Scenes } from './deed-world.ts'
import { entryDeeds } from './entry-deeds.ts'
import { calendar, card, event, series } from './entry-texts.ts'

const name = fc.constantFrom('a', 'b.txt', '-rf', 'new\nline', '\u00e9', 'e\u0301', ' ', '*', '.hidden', "it's", '\u202egpj.exe', 'A')
const somewhere = fc.array(name, { minLength: 1, maxLength: 3 }).map((parts) => `/d/${parts.join('/')}`)
const text = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 20 }), fc.constantFrom('', 'hello', '\uFEFFmark', 'line\r\n'))

interface Given {
  readonly tree: { readonly [path: string]: string | object }
  /** A path that is there, more often than not. */
  readonly path: string
  readonly other: string
  readonly text: string
  readonly replace: boolean
}

const given: fc.Arbitrary<Given> = fc.record({ files: fc.array(fc.tuple(somewhere, text), { minLength: 1, maxLength: 4 }), empty: somewhere, there: fc.constantFrom(true, true, true, false), pick: fc.nat(), fresh: somewhere, other: fc.oneof(somewhere, somewhere.map((path) => path.replace('/d/', '/d/to/'))), text, replace: fc.boolean() })
  .map(({ files, empty, there, pick, fresh, ...rest }) => {
    const tree: { readonly [path: string]: string | object } = { [empty]: {}, ...Object.fromEntries(files) }
    const paths = Object.keys(tree)
    return { ...rest, tree, path: there ? (paths[pick % paths.length] ?? fresh) : fresh }
  })

const inFiles = (input: (given: Given) => JsonObject): Scenes => scenes(given, ({ tree }) => memoryWorld(tree), input)

const cell = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 6 }), fc.integer({ min: -999, max: 999 }), fc.boolean(), fc.constantFrom('=1+1', ',', '"', '\r\n'))
const rows = fc.array(fc.dictionary(fc.constantFrom('id', 'a b', '\u00e9'), cell, { maxKeys: 3 }), { minLength: 1, maxLength: 4 })
const value = fc.jsonValue({ maxDepth: 3 }).map((one) => JSON.parse(JSON.stringify(one)) as Json)
const root = fc.record({ name: fc.constantFrom('r', 'x-y'), attributes: fc.dictionary(fc.constantFrom('p', 'q'), fc.constantFrom('<', '"&', ''), { maxKeys: 2 }), text: fc.constantFrom('', ' <t> & ', ']]>'), children: fc.constant([]) })

const written = (argument: string, values: fc.Arbitrary<unknown>): Scenes =>
  scenes(fc.record({ base: given, values }), ({ base }) => memoryWorld(base.tree), ({ base: { path, replace }, values: content }) => ({ path, replace, [argument]: content as Json }))

const table = fc.constantFrom('', 'a,b\n1,2\n 1 ,2\n\n,\n=3,4\n5\n', '\ufeffa;b\r\n"x;y";2\r\n', 'a\n"open')
const cleaning: Scenes = scenes(
  fc.record({ base: given, table, write: fc.constantFrom('clean', 'wrong') }),
  (one) => memoryWorld({ ...one.base.tree, '/d/table.csv': one.table }),
  (one) => ({ from: '/d/table.csv', path: one.base.path, write: one.write }),
)

const entry = fc.record({ name: fc.array(fc.constantFrom('x', 'y.txt', 'z', '\u00e9'), { minLength: 1, maxLength: 2 }).map((parts) => parts.join('/')), content: fc.constantFrom('', 'one', 'two'.repeat(50)), method: fc.constantFrom(0, 8) })
const unzipping: Scenes = scenes(
  fc.record({ base: given, entries: fc.uniqueArray(entry, { minLength: 1, maxLength: 4, selector: (one) => one.name }), only: fc.option(fc.constant('*.txt'), { nil: undefined }) }),
  ({ base, entries }) => memoryWorld({ ...base.tree, '/d/in.zip': rawZip(entries) }),
  ({ base, only }) => ({ archive: '/d/in.zip', folder: base.path, ...(only !== undefined && { only }) }),
)

const entries = {
  '/d/all.ics': calendar(event('one', series), event('two')), '/d/all.vcf': card('one') + card('two'),
  '/d/events/one.ics': calendar(event('one', series)), '/d/events/two.ics': calendar(event('two')), '/d/cards/one.vcf': card('one'), '/d/cards/two.vcf': card('two'),
}
const places = { calendar: fc.constantFrom('/d/all.ics', '/d/events', '/d/new/fresh.ics'), contacts: fc.constantFrom('/d/all.vcf', '/d/cards', '/d/new/fresh.vcf') }
const inEntries = (tool: string): readonly Scenes[] => {
  const asked = fc.record({ path: places[tool.startsWith('calendar') ? 'calendar' : 'contacts'], deed: entryDeeds[tool] ?? fc.constant({}) })
  return [scenes(asked, () => memoryWorld(entries), ({ path, deed }) => ({ path, ...deed }))]
}

const boundary = (parts: readonly (readonly [string, string])[]): string => `MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nHello\n${parts.map(([file, body]) => `--b\nContent-Disposition: attachment; filename="${file}"\n\n${body}\n`).join('')}--b--\n`
const message = (more: string): string => `From: Bob <bob@example.org>\nTo: ada@example.org\nSubject: Files\nMessage-ID: <files@example.org>\nDate: Fri, 01 May 2026 10:00:00 +0000\n${more}`
const attached = fc.array(fc.tuple(fc.constantFrom('a.txt', '../a.txt', 'A.TXT', 'b.pdf', 'con', ''), fc.constantFrom('inside', 'other')), { maxLength: 4 })
const saving: Scenes = scenes(
  fc.record({ attached, into: fc.constantFrom('/d/new/deep', '/d/there', '/d'), names: fc.option(fc.constant('*.txt'), { nil: undefined }) }),
  (one) => memoryWorld({ '/d/mail/m.eml': message(boundary(one.attached)), '/d/there/a.txt': 'mine' }),
  ({ into, names }) => ({ path: '/d/mail', id: 'm.eml', into, ...(names !== undefined && { names }) }),
)
const marks = fc.record({ read: fc.boolean(), flagged: fc.boolean(), answered: fc.boolean() }, { requiredKeys: [] }).filter((one) => Object.keys(one).length > 0)
const marking: Scenes = scenes(
  fc.record({ marks, flags: fc.subarray(['F', 'R', 'S', 'T']), id: fc.constantFrom('1.A.host', '1.A.host', '2.B.host') }),
  ({ flags }) => memoryWorld({ [`/d/m/cur/1.A.host:2,${flags.join('')}`]: message('\nHi\n'), '/d/m/new/2.B.host': message('\nNew\n'), '/d/m/tmp': {} }),
  (one) => ({ path: '/d/m', id: one.id, ...one.marks }),
)
const drafting: Scenes = scenes(
  fc.record({ base: given, subject: text, to: fc.constantFrom([], ['bob@example.org']), attach: fc.boolean() }),
  ({ base }) => memoryWorld({ ...base.tree, '/d/at.txt': 'attached' }),
  ({ base, subject, to, attach }) => ({ path: base.path, subject, to, text: base.text, ...(attach && { attach: ['/d/at.txt'] }) }),
)

const key = fc.constantFrom('a', 'b', 'c_1')
const facts = fc.dictionary(key, value, { maxKeys: 3 })
const remembering = (withValue: boolean): Scenes =>
  scenes(fc.record({ facts, key, value }), (one) => memoryWorld({}, one.facts as JsonObject), (one) => ({ key: one.key, ...(withValue && { value: one.value }) }))

const showing: Scenes = scenes(text, () => memoryWorld({ '/d/a': 'a' }), (words, world: DeedWorld) => ({ text: words, title: String(world.ports.clock.now()) }))

const forward: DeedTable = {
  'archive.unzip': [unzipping],
  'archive.zip': [inFiles(({ path, other }) => ({ paths: [path], archive: `${other}.zip` }))],
  'data.clean_csv': [cleaning],
  'data.write_csv': [written('rows', rows)],
  'data.write_json': [written('value', value)],
  'data.write_sheet': [written('rows', rows)],
  'data.write_xml': [written('root', root)],
  'data.write_yaml': [written('value', value)],
  'file.append': [inFiles(({ path, text: more }) => ({ path, text: `${more}!` }))],
  'file.copy': [inFiles(({ path, other }) => ({ from: path, to: other }))],
  'file.make_folder': [inFiles(({ other }) => ({ path: other }))],
  'file.move': [inFiles(({ path, other }) => ({ from: path, to: other }))],
  'file.rename': [inFiles(({ path, other }) => ({ path, name: other.split('/').at(-1) ?? '' }))],
  'file.trash': [inFiles(({ path }) => ({ path }))],
  'file.write': [inFiles(({ path, text: content, replace }) => ({ path, text: content, replace }))],
  'mail.attachments': [saving],
  'mail.draft': [drafting],
  'mail.flag': [marking],
  'memory.forget': [remembering(false)],
  'memory.set': [remembering(true)],
  'notify.show': [showing],
  ...Object.fromEntries(Object.keys(entryDeeds).map((tool) => [tool, inEntries(tool)])),
}

const from = (tool: string): readonly Scenes[] => forward[tool] ?? []

/** Those that take long even in memory. */
export const slowInMemory: readonly string[] = ['data.write_sheet']

export const deedsInMemory: DeedTable = {
  ...forward,
  'archive.remove_unpacked': reversing('archive.remove_unpacked', 'archive.unzip', from('archive.unzip')),
  'file.cut': reversing('file.cut', 'file.append', from('file.append')),
  'file.remove_copy': reversing('file.remove_copy', 'file.copy', from('file.copy')),
  'file.move': [...from('file.move'), ...reversing('file.move', 'file.move', from('file.move'))],
  'file.remove_empty': reversing('file.remove_empty', 'file.make_folder', from('file.make_folder')),
  'file.restore': [...reversing('file.restore', 'data.write_csv', from('data.write_csv')), ...reversing('file.restore', 'calendar.change', from('calendar.change')), ...reversing('file.restore', 'file.write', from('file.write'))],
  'file.untrash': reversing('file.untrash', 'file.trash', from('file.trash')),
  'mail.restore_files': reversing('mail.restore_files', 'mail.attachments', from('mail.attachments')),
}
