import fc from 'fast-check'
import { expect, test } from 'vitest'
import { memoryFiles } from '../../engine/adapters/memory-files.ts'
import type { Json, JsonObject } from '../../engine/terms/json.ts'
import { jsonFault } from '../../engine/tools/builtin/data/json-fault.ts'
import { anyText } from '../helpers/any-text.ts'
import { corpusRows } from '../helpers/corpora.ts'
import { doTool, portsOf } from './tool-world.ts'

async function read(tool: string, content: string | Uint8Array, input: JsonObject = {}): Promise<JsonObject> {
  return (await doTool(tool, { path: '/d/a', ...input }, portsOf(memoryFiles({ '/d/a': content })))).output as JsonObject
}

/** Writes a value and reads it again. */
async function around(format: 'json' | 'yaml', value: Json): Promise<Json | undefined> {
  const ports = portsOf(memoryFiles({ '/d': {} }))
  await doTool(`data.write_${format}`, { path: '/d/a', value }, ports)
  return ((await doTool(`data.read_${format}`, { path: '/d/a' }, ports)).output as JsonObject)['value']
}

interface Case {
  readonly name: string
  readonly expect: 'accept' | 'reject' | 'either'
  readonly base64: string
  /** The content was too large for the collection. */
  readonly truncated: boolean
}

test('the JSON test suite is judged as it says, but for what can not be kept', async () => {
  const strange: string[] = []
  for (const { name, expect: wanted, base64, truncated } of corpusRows<Case>('naughty-strings/json_test_suite.jsonl')) {
    if (truncated) continue
    const accepted = await read('data.read_json', Buffer.from(base64, 'base64')).then(() => true, (error: { code: string }) => {
      expect(['bad-json', 'not-text']).toContain(error.code)
      return false
    })
    if ((wanted === 'accept' && !accepted) || (wanted === 'reject' && accepted)) strange.push(name)
  }
  expect(strange).toEqual([])
})

test('the place of a fault is found where, and only where, there is one', () => {
  for (const { name, base64, truncated } of corpusRows<Case>('naughty-strings/json_test_suite.jsonl')) {
    const text = new TextDecoder().decode(Buffer.from(base64, 'base64'))
    let isJson = true
    try {
      JSON.parse(text)
    } catch {
      isJson = false
    }
    if (!truncated) expect([name, jsonFault(text) === undefined]).toEqual([name, isJson])
  }
})

test('a JSON file that is wrong says where, and what can not be kept is refused or told', async () => {
  await expect(read('data.read_json', '{\n  "a": 1,\n}')).rejects.toMatchObject({ code: 'bad-json', message: expect.stringContaining('Line 3, column 1') as string })
  await expect(read('data.read_json', '[1e999]')).rejects.toMatchObject({ code: 'bad-json' })
  await expect(read('data.read_json', '{"a":{"__proto__":{"x":1}}}')).rejects.toMatchObject({ code: 'bad-json' })
  await expect(read('data.read_json', '['.repeat(100_000) + ']'.repeat(100_000))).rejects.toMatchObject({ code: 'bad-json' })
  expect(await read('data.read_json', '{"id": 12345678901234567890, "text": "12345678901234567891"}')).toMatchObject({ inexact: true })
  expect(await read('data.read_json', '{"id": 9007199254740992, "text": "12345678901234567891"}')).toMatchObject({ inexact: false })
})

test('JSON Lines give a list, and a broken line is told by its number', async () => {
  const answer = await read('data.read_json', '{"a":1}\r\n\r\nnope\n[2]\n', { lines: true })
  expect(answer).toMatchObject({ value: [{ a: 1 }, [2]], broken: [{ line: 3, reason: 'Column 1: this is not JSON.' }], broken_count: 1 })
  const ports = portsOf(memoryFiles({ '/d': {} }))
  await doTool('data.write_json', { path: '/d/a', value: [{ a: 'x\ny' }, 2], lines: true }, ports)
  expect(new TextDecoder().decode(await ports.files.read('/d/a'))).toBe('{"a":"x\\ny"}\n2\n')
  await expect(doTool('data.write_json', { path: '/d/b', value: { a: 1 }, lines: true }, ports)).rejects.toMatchObject({ code: 'bad-value' })
})

test('any value is written to JSON and YAML and read back the same', async () => {
  const text = fc.oneof(anyText(12), fc.constantFrom('yes', 'null', '~', '1e3', '- a', 'a: b', ' x', '# c', '\n', 'x\n', '2026-06-01', '...', '---', '0o7', 'é\u0085')).map((one) => one.replace(/[\ud800-\udfff]/gu, '?'))
  const { value } = fc.letrec<{ value: Json }>((tie) => ({
    value: fc.oneof({ maxDepth: 3 }, fc.constantFrom(null, true, false, 0, -1.5, 1e21, 5e-324), text, fc.array(tie('value'), { maxLength: 3 }), fc.dictionary(text.filter((key) => key !== '__proto__' && key !== '<<'), tie('value'), { maxKeys: 3 })),
  }))
  await fc.assert(fc.asyncProperty(value, async (one) => {
    expect(await around('json', one)).toEqual(one)
    expect(await around('yaml', one).catch((error: { code: string }) => (error.code === 'bad-value' ? one : Promise.reject(error)))).toEqual(one)
  }), { numRuns: 60 })
})

test('a YAML file that is wrong says where, and bombs are refused', async () => {
  expect(await read('data.read_yaml', 'a: &x [1, 2]\nb: *x\nc: 2026-06-01\n')).toEqual({ path: '/d/a', value: { a: [1, 2], b: [1, 2], c: '2026-06-01' } })
  expect(await read('data.read_yaml', '')).toMatchObject({ value: null })
  await expect(read('data.read_yaml', 'a: 1\nb: [\n')).rejects.toMatchObject({ code: 'bad-yaml', message: expect.stringContaining('Line') as string })
  await expect(read('data.read_yaml', '__proto__: { x: 1 }')).rejects.toMatchObject({ code: 'bad-yaml' })
  await expect(read('data.read_yaml', 'a: 1\na: 2')).rejects.toMatchObject({ code: 'bad-yaml' })
  await expect(read('data.read_yaml', 'a: !!js/function x')).rejects.toMatchObject({ code: 'bad-yaml' })
  const laughs = ['a: &a [x,x,x,x,x,x,x,x,x,x]', ...'bcdefghi'.split('').map((name, index) => `${name}: &${name} [${Array(10).fill(`*${'abcdefgh'[index]}`).join(',')}]`)].join('\n')
  await expect(read('data.read_yaml', laughs)).rejects.toMatchObject({ code: 'bad-yaml' })
})

test('an XML file gives names, attributes, texts and children in order', async () => {
  const { root } = await read('data.read_xml', '<?xml version="1.0"?><!-- c --><feed xmlns:x="u" x:a="1 &lt; &#50;&quot;">\r\n <x:item>t &amp; <![CDATA[<&amp;>]]></x:item> <p>Hello <b>you</b>!</p> <e/></feed>')
  expect(root).toEqual({
    name: 'feed', attributes: { 'xmlns:x': 'u', 'x:a': '1 < 2"' }, text: '', children: [
      { name: 'x:item', attributes: {}, text: 't & <&amp;>', children: [] },
      { name: 'p', attributes: {}, text: '', children: ['Hello ', { name: 'b', attributes: {}, text: 'you', children: [] }, '!'] },
      { name: 'e', attributes: {}, text: '', children: [] },
    ],
  })
  expect((await read('data.read_xml', Buffer.from('<?xml version="1.0" encoding="ISO-8859-1"?><a>\xe9l\xe8ve</a>', 'latin1')))['root']).toMatchObject({ text: 'élève' })
  expect((await read('data.read_xml', Buffer.from('<?xml version="1.0" encoding="KOI8-R"?><a>\xc4\xc1</a>', 'latin1')))['root']).toMatchObject({ text: 'да' })
})

test('a text of many millions of characters in JSON is no trouble', async () => {
  const long = `[${JSON.stringify('x\\"'.repeat(1_000_000))}, 1234567890123456]`
  expect(await read('data.read_json', long)).toMatchObject({ inexact: false })
  await expect(read('data.read_json', `${long}]`)).rejects.toMatchObject({ code: 'bad-json' })
})

const laughs = `<!DOCTYPE l [<!ENTITY a "ha">${'bcdefghij'.split('').map((name, index) => `<!ENTITY ${name} "${`&${'abcdefghi'[index]};`.repeat(10)}">`).join('')}]><l>&j;</l>`

test.each<[what: string, text: string]>([
  ['a billion laughs', laughs],
  ['a file from outside', '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'],
  ['a document type alone', '<!DOCTYPE html><html/>'],
  ['an entity nobody declared', '<a>&nbsp;</a>'],
  ['a bare ampersand', '<a>x & y</a>'],
  ['a number that is no character', '<a>&#0;</a>'],
  ['two outermost elements', '<a/><b/>'],
  ['nothing', ''],
  ['no XML', 'hello'],
  ['an element that is not closed', '<a><b></a>'],
  ['an attribute that stands twice', '<a x="1" x="2"/>'],
  ['an attribute without quotes', '<a x=1/>'],
  ['a "<" in an attribute', '<a x="<b>"/>'],
  ['a comment that is not closed', '<a/><!-- '],
  ['a name that reaches a prototype', '<__proto__/>'],
  ['an attribute that reaches a prototype', '<a __proto__="x"/>'],
  ['very deep nesting', `${'<a>'.repeat(10_000)}${'</a>'.repeat(10_000)}`],
  ['very many elements', `<a>${'<b/>'.repeat(200_001)}</a>`],
])('XML with %s is refused at once', async (_what, text) => {
  const started = performance.now()
  await expect(read('data.read_xml', text)).rejects.toMatchObject({ code: 'bad-xml' })
  expect(performance.now() - started).toBeLessThan(3_000)
})

test('elements of any text are written to XML and read back the same', async () => {
  const text = anyText(10).map((one) => one.replace(/[\ud800-\udfff]/gu, '').replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, ''))
  const name = fc.constantFrom('a', 'x:b', 'é_1', 'C-d.e')
  const { element } = fc.letrec<{ element: JsonObject }>((tie) => ({
    element: fc.oneof({ maxDepth: 3 },
      fc.record({ name, attributes: fc.dictionary(name, text, { maxKeys: 2 }), text, children: fc.constant([]) }),
      fc.record({ name, attributes: fc.constant({}), text: fc.constant(''), children: fc.array(tie('element'), { minLength: 1, maxLength: 3 }) }),
      fc.record({ name, attributes: fc.constant({}), text: fc.constant(''), children: fc.tuple(tie('element'), text.filter((one) => one.trim() !== ''), tie('element')) })),
  }))
  await fc.assert(fc.asyncProperty(element, async (root) => {
    const ports = portsOf(memoryFiles({ '/d': {} }))
    await doTool('data.write_xml', { path: '/d/a', root }, ports)
    expect(((await doTool('data.read_xml', { path: '/d/a' }, ports)).output as JsonObject)['root']).toEqual(root)
  }), { numRuns: 60 })
})

test.each<[what: string, root: JsonObject]>([
  ['a name that is markup', { name: 'a><script', text: 'x' }],
  ['a name of an attribute that is markup', { name: 'a', attributes: { 'x="1" y': '2' } }],
  ['a control character', { name: 'a', text: '\0' }],
  ['a key it does not know', { name: 'a', child: [] }],
  ['a child that is no element', { name: 'a', children: [1] }],
])('XML is not written with %s', async (_what, root) => {
  await expect(doTool('data.write_xml', { path: '/d/a', root }, portsOf(memoryFiles({ '/d': {} })))).rejects.toMatchObject({ code: 'bad-value' })
})
