import { expect, test } from 'vitest'
import { type CheckOptions, checkExpression } from '../../engine/expression/check-expression.ts'
import type { JsonSchema } from '../../engine/terms/json.ts'

const file: JsonSchema = { type: 'object', properties: { path: { type: 'string', format: 'path' }, size: { type: 'integer' }, modified: { type: 'string', format: 'date-time' } } }
const scope: { readonly [name: string]: JsonSchema } = {
  input: { type: 'object', properties: { folder: { type: 'string' }, days: { type: 'number' }, mode: { enum: ['fast', 'slow'] }, due: { type: 'string', format: 'date-time' }, tags: { type: 'array', items: { type: 'string' } } }, additionalProperties: false },
  look: { anyOf: [{ type: 'object', properties: { files: { type: 'array', items: file } } }, { type: 'null' }] },
  open: { type: 'object' },
  extra: { type: 'object', properties: { a: {} }, additionalProperties: true },
  counts: { type: 'object', additionalProperties: { type: 'number' } },
  anything: {},
}

function check(text: string, options: CheckOptions = {}) {
  return checkExpression(text, (name) => (Object.hasOwn(scope, name) ? scope[name] : undefined), { names: Object.keys(scope), ...options })
}

test.each([
  ['input.days > 3 && input.folder == "a"', { type: 'boolean' }], ['look.files.map(f, f.size)', { type: 'array', items: { type: 'integer' } }], ['look.files.filter(f, f.size > 1)[0].path', { type: 'string', format: 'path' }],
  ['look.files.sum(f, f.size)', { type: 'number' }], ['now - time(input.due)', { type: 'string', format: 'duration' }], ['now + "7d"', { type: 'string', format: 'date-time' }], ['anything.what.ever[0]', {}], ['open.field', {}], ['extra.b', {}], ['counts.x', { type: 'number' }],
  ['input.days / 2', { type: 'number' }], ['input.folder + 1', { type: 'string' }], ['input.tags + ["x"]', { type: 'array', items: { type: 'string' } }], ['split(input.folder, "/")', { type: 'array', items: { type: 'string' } }], ['input.mode == "fast"', { type: 'boolean' }],
  ['input.due < now', { type: 'boolean' }], ['look == null', { type: 'boolean' }], ['default(look.files, [])', undefined], ['{"a": 1}.a', { type: 'number' }], ['cel.bind(x, input.days, x + 1)', { type: 'number' }], ['look.files.group(f, f.path.kind()).pictures[0].size', { type: 'integer' }],
  ['anything + 1', {}], ['anything.map(x, x.y).filter(x, x)', undefined], ['has(input.days)', { type: 'boolean' }], ['age(look.files[0].modified) > "7d"', { type: 'boolean' }], ['first(look.files).path', { type: 'string', format: 'path' }], ['[1, 2, 3].max() + 1', { type: 'number' }],
  ['keys(counts).exists(k, k == "a")', { type: 'boolean' }], ['counts.map(k, k + "x")', { type: 'array', items: { type: 'string' } }], ['input.folder in look.files.map(f, f.path)', { type: 'boolean' }], ['min(1, 2)', { type: 'number' }], ['"a" in counts', { type: 'boolean' }],
] as const)('%s is without fault', (text, type) => {
  const checked = check(text)
  expect(checked.faults).toEqual([])
  if (type !== undefined) expect(checked.type).toEqual(type)
})

test.each([
  ['inptu.days', 'unknown-name', 'inptu', 'input'], ['input.dayz', 'unknown-field', 'dayz', 'days'], ['look.files[0].pth', 'unknown-field', 'pth', 'path'], ['look.file', 'unknown-field', 'file', 'files'], ['look.files.map(f, f.sise)', 'unknown-field', 'sise', 'size'],
  ['input["dayz"]', 'unknown-field', '"dayz"', 'days'], ['lenght(input.folder)', 'unknown-function', 'lenght', undefined], ['length(input.folder)', 'unknown-function', 'length', 'size'], ['input.folder.trimm()', 'unknown-function', 'trimm', 'trim'],
  ['input.days == "3"', 'type', 'input.days == "3"', undefined], ['input.days < input.folder', 'type', 'input.days < input.folder', undefined], ['input.mode == "medium"', 'type', '"medium"', undefined], ['input.folder.length', 'type', 'length', 'size()'], ['look.files.first', 'type', 'first', 'first()'], ['look.files.map(f)', 'arguments', 'look.files.map(f)', undefined], ['"x" * 2', 'type', '"x" * 2', undefined], ['now > "2026"', 'type', 'now > "2026"', undefined], ['look.files[0].path * 2', 'type', 'look.files[0].path * 2', undefined], ['look.files.pat', 'type', 'pat', undefined],
  ['input.folder && true', 'type', 'input.folder', undefined], ['!input.days', 'type', 'input.days', undefined], ['input.days ? 1 : 2', 'type', 'input.days', undefined], ['input.folder - 1', 'type', 'input.folder - 1', undefined], ['input.tags + 1', 'type', 'input.tags + 1', undefined],
  ['input.due + "7d"', 'type', 'input.due + "7d"', undefined], ['input.days.map(x, x)', 'type', 'input.days', undefined], ['look.files.filter(f, f.size)', 'type', 'f.size', undefined], ['lower(input.days)', 'type', 'input.days', undefined], ['sum(input.tags)', 'type', 'input.tags', undefined],
  ['round()', 'arguments', 'round()', undefined], ['input.tags.map(input)', 'arguments', 'input.tags.map(input)', undefined], ['matches(input.folder, "(?=a)")', 'slow-pattern', '"(?=a)"', undefined], ['duration("7 days")', 'type', '"7 days"', undefined], ['time("soon")', 'type', '"soon"', undefined],
  ['1 in input.tags', 'type', '1 in input.tags', undefined], ['1 in 2', 'type', '2', undefined], ['input.folder[0]', 'type', 'input.folder[0]', undefined], ['input.tags["a"]', 'type', '"a"', undefined], ['a.b(', 'syntax', '', undefined], ['now.year', 'type', 'year', undefined],
] as const)('%s: %s', (text, code, marked, suggestion) => {
  const { faults } = check(text)
  expect(faults.map((fault) => fault.code)).toEqual([code])
  const [fault] = faults
  expect(text.slice(fault?.start, fault?.end)).toBe(marked)
  expect(fault?.suggestion).toBe(suggestion)
})

test('all faults are told at once, in order', () => {
  expect(check('nope + input.dayz > foo(1) && input.days').faults.map((fault) => fault.code)).toEqual(['unknown-name', 'unknown-field', 'unknown-function', 'type'])
})

test('what is expected is compared with what comes out', () => {
  expect(check('input.days', { expected: 'boolean' }).faults).toMatchObject([{ code: 'type' }])
  expect(check('look.files', { expected: 'list' }).faults).toEqual([])
  expect(check('anything', { expected: 'list' }).faults).toEqual([])
  expect(check('"7d"', { expected: 'duration' }).faults).toEqual([])
  expect(check('"soon"', { expected: 'duration' }).faults).toMatchObject([{ code: 'type' }])
  expect(check('now', { expected: 'text' }).faults).toEqual([])
})

test('functions given from outside are known with what they give', () => {
  const functions = new Map<string, JsonSchema>([['file_exists', { type: 'boolean' }]])
  expect(check('file_exists(input.folder)', { functions, expected: 'boolean' })).toMatchObject({ type: { type: 'boolean' }, faults: [] })
  expect(check('file_exist(input.folder)', { functions }).faults).toMatchObject([{ code: 'unknown-function', suggestion: 'file_exists' }])
})
