import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hidePrivate } from '../../engine/agent/private-values.ts'
import type { Json, JsonObject } from '../../engine/terms/json.ts'

const hide = (question: string, given: JsonObject = {}, names: readonly string[] = []) => hidePrivate({ question, given, schema: {} }, names.map((value) => ({ kind: 'name', value })))

test.each([
  ['write to ada.lovelace@example.org today', 'ada.lovelace'],
  ['write to Ada.Lovelace＠example.org today', 'Lovelace'],
  ['call +49 (151) 234-5678 now', '234'],
  ['call ０１５１ ２３４５６７８ now', '５６７８'],
  ['call ٠١٥١٢٣٤٥٦٧٨ now', '٠١٥١'],
  ['call 0151\u200b234\u200b5678', '234'],
  ['pay to DE89 3704 0044 0532 0130 00 tomorrow', '3704'],
  ['card 4111-1111-1111-1111 is old', '4111'],
  ['my account no. 12345 at the bank', '12345'],
  ['I live at 12 Rosewood Avenue, apt 4', 'Rosewood'],
  ['ich wohne Lindenstraße 5, 10969 Berlin', 'Linden'],
  ['我住在南京路123号', '123'],
  ['the key is sk-proj-abcdefghijklmnopqrstuvwxyz012345', 'abcdefgh'],
  ['{"phone": "\\u002b49 151 2345678"}', '2345678'],
])('hides what looks private: %s', (text, secret) => {
  const veiled = hide(text)
  expect(veiled.question).not.toContain(secret)
  expect(veiled.restore(veiled.question)).toBe(text)
  expect(veiled.leaks(veiled.question)).toBe(false)
})

test.each(['on 2026-01-01 at 10:30', 'moved 12 of 345 files', 'version 1.22.3', 'the year 2026', 'on 24.12.2026 at noon', '2026-01-01T00:00:00.000Z', 'from 20260101 on', '<b>3.14159</b>'])('leaves what is not private: %s', (text) => {
  expect(hide(text).question).toBe(text)
})

test('hides known names whatever their spelling, in texts, keys and lists', () => {
  const names = ['Ada Lovelace', '王小明', 'Zoë Grünwald']
  const veiled = hide('Did ADA or adalovelace or 王小明先生 or Zoe\u0308 or Gru\u0308nwald write? Anniversary.', { 'Ada Lovelace': ['zoe grunwald', 'Love', 'lace'] }, names)
  const all = JSON.stringify([veiled.question, veiled.given])
  for (const part of [/ada/i, /lovelace/i, /王小明/, /zoe/i, /gr.?.?nwald/i]) expect(all).not.toMatch(part)
  expect(veiled.question).toContain('Anniversary')
  expect(veiled.restore(veiled.given)).toEqual({ 'Ada Lovelace': ['zoe grunwald', 'Love', 'lace'] })
})

test('a name that is also a word is hidden only where it is written large', () => {
  expect(hide('will Will come in may, May?', {}, ['Will May']).question).toMatch(/^will \[NAME-1-....\] come in may, \[NAME-2-....\]\?$/)
})

test('hides what stands under a key that says so, and the same value elsewhere', () => {
  const given = { people: [{ firstName: 'Ottilie', phone: '123', card_number: 4111111111111111, pin: 4711, size: 1048576 }], text: 'Ottilie said 4111111111111111' }
  const veiled = hide('what did Ottilie say?', given)
  expect(JSON.stringify([veiled.question, veiled.given])).not.toMatch(/ottilie|411111|4711|"123"/i)
  expect(JSON.stringify(veiled.given)).toContain('1048576')
  expect(veiled.restore(veiled.given)).toEqual(given)
})

test('hides values that are split over neighbours', () => {
  const veiled = hide('who?', { number: ['+49 151', '2345678'], mail: ['ada', '@example.org'], sizes: ['1200', '3400', '5600'] })
  expect(JSON.stringify(veiled.given)).not.toMatch(/2345678|151|example|"ada"/)
  expect(JSON.stringify(veiled.given)).toContain('"3400"')
})

test('hides private values in a schema and keeps it of one piece', () => {
  const veiled = hidePrivate({ question: '', given: {}, schema: { type: 'object', properties: { 'Ada Lovelace': { enum: ['ada@example.org', 'nobody'] } }, required: ['Ada Lovelace'] } }, [{ kind: 'name', value: 'Ada Lovelace' }])
  const [name] = Object.keys(veiled.schema.properties ?? {})
  expect(veiled.schema.required).toEqual([name])
  expect(JSON.stringify(veiled.schema)).not.toMatch(/ada|lovelace/i)
  expect(veiled.restore({ [name as string]: veiled.schema.properties?.[name as string]?.enum?.[0] as Json })).toEqual({ 'Ada Lovelace': 'ada@example.org' })
})

test('text that looks like a placeholder brings no private value back', () => {
  const veiled = hide('tell [PHONE-1-0000] that +49 151 2345678 called')
  expect(veiled.restore('[PHONE-1-0000] [PHONE-2-abcd]')).toBe('[PHONE-1-0000] [PHONE-2-abcd]')
})

test('an answer that writes a placeholder a little differently is understood', () => {
  const veiled = hide('call +49 151 2345678')
  const nonce = /-([0-9a-f]{4,})\]/.exec(veiled.question)?.[1] as string
  expect(veiled.restore(`dial [phone 1 ${nonce.toUpperCase()}]`)).toBe('dial +49 151 2345678')
})

test('a hostile text takes no long time', () => {
  const started = performance.now()
  for (const part of ['a@', '1 ', '+1-', 'ab12', 'a.', 'rue a ', '12 a ', '\\u0041', '[PHONE-1-', 'aaaa ']) hide(part.repeat(20_000 / part.length))
  expect(performance.now() - started).toBeLessThan(10_000)
})

const planted = [
  { kind: 'number', value: '4711882' },
  { kind: 'phone', value: '+49 151 2345678' },
  { kind: 'email', value: 'ada@example.org' },
  { kind: 'name', value: 'Ottilie Quillon' },
  { kind: 'name', value: '王小明' },
] as const
const base64 = (text: string): string => Buffer.from(text).toString('base64')
const hex = (text: string): string => Buffer.from(text).toString('hex')

test.each([
  ['full width', '４７１１８８２', '７'],
  ['digits of mathematics', '𝟒𝟕𝟏𝟏𝟖𝟖𝟐', '𝟖'],
  ['digits in circles', '④⑦①①⑧⑧②', '⑧'],
  ['letters for digits', '47Il8B2', 'Il8'],
  ['signs that are not seen', '4\u200b7\u20601\u3164188\u00ad2', '188'],
  ['tags, which are not seen', String.fromCodePoint(...[...'4711882'].map((sign) => 0xe0000 + sign.charCodeAt(0))), String.fromCodePoint(0xe0037)],
  ['blanks', '4 7 1 1 8 8 2', '8'],
  ['commas and many blanks', '4,      7, 1,\n1, 8, 8, 2', '8'],
  ['other digits beside it', 'room 5 4711882 0', '4711882'],
  ['dashes of several kinds', '4-7—1–1‑8-8-2', '8'],
  ['escaped bytes', '%34%37%31%31%38%38%32', '%38'],
  ['bytes escaped twice', '%2534%2537%2531%2531%2538%2538%2532', '38'],
  ['escapes of a program', '\\x34\\x37\\x31\\x31\\x38\\x38\\x32', '38'],
  ['base64', base64('call me at 4711882 now'), base64('call me at 4711882 now').slice(4, 20)],
  ['base64 without its end', base64('4711882').replace('==', ''), 'NDcx'],
  ['base64 after other signs', `x/${base64('4711882')}`, 'NDcx'],
  ['base64 of base64', base64(base64('4711882')), base64(base64('4711882')).slice(2, 8)],
  ['base64 in lines', (base64('my number is 4711882, ok').match(/.{1,8}/g) ?? []).join('\n'), base64('my number is 4711882, ok').slice(16, 22)],
  ['base64 in an address', `https://x.example/?q=${encodeURIComponent(base64('4711882'))}`, 'NDcx'],
  ['base64 of UTF-16', Buffer.from('4711882', 'utf16le').toString('base64'), 'NAA3'],
  ['hex', hex('ada@example.org'), hex('ada')],
  ['hex with 0x', `0x${hex('ada@example.org')}`, hex('ada')],
  ['hex in pairs', (hex('ada@example.org').match(/../g) ?? []).join(':'), '61:64:61'],
  ['letters of other scripts', 'аdа@ехаmple.оrg', 'mple'],
  ['a name in other scripts', 'Оttiliе', 'ttili'],
  ['a name, letter by letter', 'O-t-t-i-l-i-e', 't-t'],
  ['a name in base64', base64('Dear Ottilie,'), base64('Dear Ottilie,').slice(8, 12)],
  ['a Chinese name, escaped', encodeURIComponent('王小明'), '%B0'],
  ['a name after an equals sign, escaped', '=4Fttilie', 'ttilie'],
])('finds a known value as %s', (_, written, secret) => {
  const text = `it is ${written} today`
  const asked = { question: text, given: { note: text }, schema: {} }
  const veiled = hidePrivate(asked, planted)
  expect(JSON.stringify([veiled.question, veiled.given])).not.toContain(secret)
  expect([veiled.restore(veiled.question), veiled.restore(veiled.given)]).toEqual([text, asked.given])
})

test.each(['e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', 'internationalization/configuration', 'version 4.7.1, 18 of 82', '%20and%20', 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJ', 'a = b, c = d', '王小'])('what holds no known value stays: %s', (text) => {
  expect(hidePrivate({ question: text, given: {}, schema: {} }, planted).question).toBe(text)
})

const secrets = fc.constantFrom('+49 151 2345678', 'ada@example.org', 'DE89370400440532013000', '4111 1111 1111 1111', 'Ada Lovelace', 'Quillon', 'sk-abcdefghijklmnopqrstuvwx')
const noise = fc.string({ maxLength: 20 })
const trees: fc.Arbitrary<Json> = fc.letrec<{ tree: Json }>((tie) => ({
  tree: fc.oneof({ maxDepth: 3 }, fc.tuple(noise, secrets, noise).map(([a, b, c]) => `${a} ${b} ${c}`), noise, fc.integer(), fc.array(tie('tree'), { maxLength: 4 }), fc.dictionary(fc.oneof(noise, secrets), tie('tree'), { maxKeys: 4, noNullPrototype: true })),
})).tree

test('whatever is planted wherever, nothing of it is left, and all of it comes back', () => {
  fc.assert(
    fc.property(trees, noise, secrets, (tree, before, secret) => {
      const asked = { question: `${before} ${secret}`, given: { tree }, schema: {} }
      const veiled = hidePrivate(asked, [{ kind: 'name', value: 'Ada Lovelace' }, { kind: 'name', value: 'Quillon' }])
      const left = JSON.stringify([veiled.question, veiled.given])
      for (const part of ['2345678', 'ada@', 'DE8937', '4111 1111', 'Lovelace', 'Quillon', 'sk-abcdef']) expect(left).not.toContain(part)
      expect(veiled.restore(veiled.given)).toEqual(asked.given)
      expect(veiled.restore(veiled.question)).toBe(asked.question)
    }),
    { numRuns: 150 },
  )
})
