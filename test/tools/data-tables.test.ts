import fc from 'fast-check'
import { expect, test } from 'vitest'
import { memoryFiles } from '../../engine/adapters/memory-files.ts'
import type { Json, JsonObject } from '../../engine/terms/json.ts'
import { exactSum } from '../../engine/tools/builtin/data/exact-sum.ts'
import { callOf, doTool, portsOf, toolNamed } from './tool-world.ts'

const ports = portsOf(memoryFiles())

async function answer(tool: string, input: JsonObject): Promise<JsonObject> {
  return (await doTool(tool, input, ports)).output as JsonObject
}

/** Without the check of the schemas, for the many runs of a property. */
async function quick(tool: string, input: JsonObject): Promise<JsonObject> {
  return (await toolNamed(tool).perform(input, callOf(ports, null))) as JsonObject
}

const people = [
  { name: 'Ada', age: 36, city: 'London' }, { name: 'Bo', age: '7', city: 'Malmö' }, { name: 'Cy', age: null, city: '' }, { name: 'Di', age: 100, city: 'london' }, { name: 'Ed', age: 'unknown', city: 'London' },
]

async function names(where: Json, more: JsonObject = {}): Promise<unknown> {
  return ((await answer('data.query', { rows: people, where, ...more }))['rows'] as JsonObject[]).map((row) => row['name'])
}

test.each<[where: Json, names: readonly string[]]>([
  [{ column: 'city', is: 'London' }, ['Ada', 'Ed']],
  [{ column: 'city', is_not: 'London' }, ['Bo', 'Cy', 'Di']],
  [{ column: 'age', is: 7 }, ['Bo']],
  [{ column: 'age', is: '36' }, ['Ada']],
  [{ column: 'age', at_least: 36 }, ['Ada', 'Di']],
  [{ column: 'age', less_than: 100, more_than: 6 }, ['Ada', 'Bo']],
  [{ column: 'age', in: [7, '100'] }, ['Bo', 'Di']],
  [{ column: 'age', empty: true }, ['Cy']],
  [{ column: 'city', empty: false }, ['Ada', 'Bo', 'Di', 'Ed']],
  [{ column: 'name', at_least: 'C' }, ['Cy', 'Di', 'Ed']],
  [{ column: 'city', contains: 'ond' }, ['Ada', 'Di', 'Ed']],
  [{ column: 'city', starts_with: 'L' }, ['Ada', 'Ed']],
  [{ column: 'city', ends_with: 'ö' }, ['Bo']],
  [{ column: 'city', matches: '(?i)^l' }, ['Ada', 'Di', 'Ed']],
  [{ not: { column: 'city', matches: 'o' } }, ['Bo', 'Cy']],
  [{ any: [{ column: 'name', is: 'Bo' }, { all: [{ column: 'age', is: 100 }, { column: 'city', is: 'london' }] }] }, ['Bo', 'Di']],
  [[{ column: 'city', is: 'London' }, { column: 'age', empty: false }], ['Ada', 'Ed']],
  [[], ['Ada', 'Bo', 'Cy', 'Di', 'Ed']],
  [{ any: [] }, []],
])('a query where %j', async (where, expected) => {
  expect(await names(where)).toEqual(expected)
})

test('rows are sorted, made different, cut and narrowed', async () => {
  expect(await names([], { sort: [{ by: 'age', as: 'number' }] })).toEqual(['Bo', 'Ada', 'Di', 'Ed', 'Cy'])
  expect(await names([], { sort: [{ by: 'age', as: 'number', order: 'descending' }] })).toEqual(['Ed', 'Di', 'Ada', 'Bo', 'Cy'])
  expect(await names([], { sort: [{ by: 'city' }, { by: 'name', order: 'descending' }] })).toEqual(['Ed', 'Ada', 'Bo', 'Di', 'Cy'])
  expect(await names([], { distinct: ['city'] })).toEqual(['Ada', 'Bo', 'Cy', 'Di'])
  expect(await answer('data.query', { rows: people, skip: 1, limit: 2, select: ['city', 'name'] })).toEqual({ rows: [{ city: 'Malmö', name: 'Bo' }, { city: '', name: 'Cy' }], count: 5, truncated: true })
})

test.each<[what: string, input: JsonObject, code: string]>([
  ['a column no row has', { where: { column: 'town', is: 1 } }, 'unknown-column'],
  ['a column of the prototype', { where: { column: 'constructor', empty: false } }, 'unknown-column'],
  ['a column to sort by that no row has', { sort: [{ by: 'x' }] }, 'unknown-column'],
  ['a test that is none', { where: { column: 'age', equals: 1 } }, 'bad-query'],
  ['a condition without a column', { where: { is: 1 } }, 'bad-query'],
  ['a condition that says nothing', { where: { column: 'age' } }, 'bad-query'],
  ['a text as a condition', { where: 'age > 1' }, 'bad-query'],
  ['a broken pattern', { where: { column: 'name', matches: '(' } }, 'bad-query'],
  ['a comparison with a list', { where: { column: 'age', at_least: [] } }, 'bad-query'],
  ['endless nesting', { where: Array.from({ length: 30 }).reduce<Json>((inner) => ({ not: inner }), { column: 'age', empty: true }) }, 'bad-query'],
])('a query with %s is refused', async (_what, input, code) => {
  await expect(answer('data.query', { rows: people, ...input })).rejects.toMatchObject({ code })
})

test('a join tells what has no partner, what is repeated and what has no key', async () => {
  const left = [{ id: '1', a: 'x' }, { id: '2', a: 'y' }, { id: '2', a: 'z' }, { id: '', a: 'w' }]
  const right = [{ id: 2, a: 'R', b: true }, { id: 3, a: 'S', b: false }, { id: null, a: 'T', b: null }]
  expect(await answer('data.join', { left, right, on: ['id'], kind: 'full' })).toEqual({
    columns: ['id', 'a', 'a_right', 'b'],
    rows: [
      { id: '1', a: 'x', a_right: null, b: null }, { id: '2', a: 'y', a_right: 'R', b: true }, { id: '2', a: 'z', a_right: 'R', b: true }, { id: '', a: 'w', a_right: null, b: null },
      { id: 3, a: null, a_right: 'S', b: false }, { id: null, a: null, a_right: 'T', b: null },
    ],
    count: 6, matched: 2, only_left: ['1'], only_right: ['3'], only_left_count: 2, only_right_count: 2, repeated_left: ['2'], repeated_right: [], without_key: 2,
  })
  expect((await answer('data.join', { left, right, on: ['id'] }))['count']).toBe(2)
  expect((await answer('data.join', { left, right, on: ['id'], kind: 'left' }))['count']).toBe(4)
  expect((await answer('data.join', { left: [{ k: 1, v: 2 }], right: [{ key: '1', v: 3, v_right: 4 }], on: ['k'], right_on: ['key'] }))['rows']).toEqual([{ k: 1, v: 2, v_right_right: 3, v_right: 4 }])
})

test('a join that can not be done is refused, and one that would explode is stopped', async () => {
  await expect(answer('data.join', { left: people, right: people, on: ['name'], right_on: ['name', 'age'] })).rejects.toMatchObject({ code: 'bad-keys' })
  await expect(answer('data.join', { left: people, right: people, on: ['nome'] })).rejects.toMatchObject({ code: 'unknown-column' })
  const same = Array.from({ length: 2_000 }, () => ({ k: 1 }))
  await expect(quick('data.join', { left: same, right: same, on: ['k'] })).rejects.toMatchObject({ code: 'too-many' })
})

const cell = fc.constantFrom<Json>(null, '', 'a', 'b', 1, '1', 2, true)
const table = (columns: readonly string[]) => fc.array(fc.record(Object.fromEntries(columns.map((name) => [name, cell]))), { maxLength: 8 })

test('a join gives what a plain double loop gives', async () => {
  const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value : value === null || value === undefined ? '' : JSON.stringify(value))
  await fc.assert(fc.asyncProperty(table(['k', 'l', 'x']), table(['k', 'l', 'y']), fc.constantFrom('inner', 'left', 'full'), async (left, right, kind) => {
    const fits = (a: JsonObject, b: JsonObject): boolean => ['k', 'l'].every((key) => textOf(a[key]) !== '' && textOf(a[key]) === textOf(b[key]))
    const expected: JsonObject[] = []
    for (const a of left) {
      const partners = right.filter((b) => fits(a, b))
      for (const b of partners) expected.push({ k: a['k'] ?? null, l: a['l'] ?? null, x: a['x'] ?? null, y: b['y'] ?? null })
      if (partners.length === 0 && kind !== 'inner') expected.push({ k: a['k'] ?? null, l: a['l'] ?? null, x: a['x'] ?? null, ...(right.length > 0 && { y: null }) })
    }
    const lonely = right.filter((b) => !left.some((a) => fits(a, b)))
    if (kind === 'full') for (const b of lonely) expected.push({ k: b['k'] ?? null, l: b['l'] ?? null, ...(left.length > 0 && { x: null }), y: b['y'] ?? null })
    const found = await quick('data.join', { left, right, on: ['k', 'l'], kind })
    expect(found['rows']).toEqual(expected)
    expect([found['matched'], found['only_right_count']]).toEqual([left.filter((a) => right.some((b) => fits(a, b))).length, lonely.length])
  }), { numRuns: 200 })
})

test('a column that would reach a prototype is refused', async () => {
  const rows = [JSON.parse('{"__proto__":{"x":1},"k":1}') as JsonObject]
  await expect(quick('data.join', { left: rows, right: rows, on: ['k'] })).rejects.toMatchObject({ code: 'unknown-column' })
  await expect(quick('data.query', { rows, select: ['__proto__'] })).rejects.toMatchObject({ code: 'unknown-column' })
})

test('groups are worked out with decimals exact and odd cells told', async () => {
  const rows = [{ who: 'a', amount: '0.10' }, { who: 'b', amount: 5 }, { who: 'a', amount: 0.2 }, { who: 'a', amount: 'n/a' }, { who: 'b', amount: '' }]
  expect(await answer('data.group', { rows, by: ['who'], values: [{ work: 'sum', column: 'amount', as: 'total' }, { work: 'count', as: 'rows' }, { work: 'count', column: 'amount', as: 'filled' }, { work: 'average', column: 'amount', as: 'mean' }, { work: 'max', column: 'amount', as: 'most' }] })).toEqual({
    rows: [{ who: 'a', total: 0.3, rows: 3, filled: 3, mean: 0.15, most: 0.2 }, { who: 'b', total: 5, rows: 2, filled: 1, mean: 5, most: 5 }],
    count: 2, ignored: [{ row: 4, column: 'amount', value: 'n/a' }], ignored_count: 1,
  })
  expect((await answer('data.group', { rows: [], by: [], values: [{ work: 'count', as: 'n' }] }))['rows']).toEqual([{ n: 0 }])
  await expect(answer('data.group', { rows, by: ['who'], values: [{ work: 'count', as: 'who' }] })).rejects.toMatchObject({ code: 'bad-query' })
  await expect(answer('data.group', { rows, by: ['who'], values: [{ work: 'sum', as: 's' }] })).rejects.toMatchObject({ code: 'bad-query' })
})

test('a group gives what a plain loop gives', async () => {
  await fc.assert(fc.asyncProperty(fc.array(fc.record({ k: fc.constantFrom<Json>('a', 'b', 1, '1', null), n: fc.oneof(fc.integer({ min: -1000, max: 1000 }), fc.constant<Json>(null)) }), { maxLength: 12 }), async (rows) => {
    const groups = new Map<string, { k: Json; all: number[] }>()
    for (const { k, n } of rows) {
      const key = k === null ? '' : String(k)
      const group = groups.get(key) ?? { k, all: [] }
      groups.set(key, group)
      if (typeof n === 'number') group.all.push(n)
    }
    const expected = [...groups.values()].map(({ k, all }) => ({ k, s: all.reduce((a, b) => a + b, 0), lo: all.length === 0 ? null : Math.min(...all), hi: all.length === 0 ? null : Math.max(...all) }))
    expect((await quick('data.group', { rows, by: ['k'], values: [{ work: 'sum', column: 'n', as: 's' }, { work: 'min', column: 'n', as: 'lo' }, { work: 'max', column: 'n', as: 'hi' }] }))['rows']).toEqual(expected)
  }), { numRuns: 100 })
})

test('a sum of any numbers is the nearest to the sum of what is written', () => {
  expect([exactSum([]), exactSum([0.1, 0.2]), exactSum([1e21, 1, -1e21]), exactSum([5e-324, 1e308, -1e308]), exactSum(Array(10).fill(0.1))]).toEqual([0, 0.3, 1, 5e-324, 1])
  fc.assert(fc.property(fc.array(fc.integer({ min: -1e6, max: 1e6 })), (cents) => {
    expect(exactSum(cents.map((cent) => cent / 100))).toBe(cents.reduce((a, b) => a + b, 0) / 100)
  }))
})

test('rows are checked against a schema, with the number of the row and what is wrong', async () => {
  const schema = { type: 'object', properties: { age: { type: 'integer', minimum: 0 }, mail: { type: 'string', format: 'email' } }, required: ['age'], additionalProperties: false }
  const rows: JsonObject[] = [{ age: 1, mail: 'a@example.org' }, { age: -1 }, { mail: 'no' }, { age: 2, other: 1 }]
  const found = await answer('data.validate', { rows, schema, keep: true })
  expect(found).toMatchObject({ valid: false, count: 4, faulty: 3, faulty_rows: [2, 3, 4], rows: rows.slice(0, 1), truncated: false })
  expect((found['faults'] as JsonObject[]).map(({ row, path }) => [row, path])).toEqual([[2, 'age'], [3, 'age'], [3, 'mail'], [4, 'other']])
  expect(await answer('data.validate', { rows, schema, most: 1 })).toMatchObject({ truncated: true, faulty: 3 })
  expect(await answer('data.validate', { rows: [], schema })).toMatchObject({ valid: true })
})

test.each<[what: string, schema: JsonObject]>([
  ['a reference', { $ref: 'https://example.org/x' }],
  ['a keyword it would pass over', { properties: { a: { patternProperties: {} } } }],
  ['a type that is none', { type: 'text' }],
  ['a broken pattern', { pattern: '(' }],
  ['a pattern that looks around', { pattern: '(?=a)' }],
  ['a limit that is no number', { minimum: '1' }],
  ['a part that is no schema', { items: [true] }],
  ['endless nesting', Array.from({ length: 50 }).reduce<JsonObject>((inner) => ({ not: inner }), {})],
])('a schema with %s is refused', async (_what, schema) => {
  await expect(quick('data.validate', { rows: [{}], schema })).rejects.toMatchObject({ code: 'bad-schema' })
})
