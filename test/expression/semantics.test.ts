import { expect, test } from 'vitest'
import { ExpressionFault } from '../../engine/terms/expression.ts'
import type { Json } from '../../engine/terms/json.ts'
import { evaluate } from './evaluate.ts'

const values = {
  input: { folder: '/home/ann', days: 7, due: '2026-06-03T12:00:00Z', lists: [[1, 2], [3]], nothing: null },
  look: {
    files: [
      { path: '/a/Beach.JPG', size: 30, modified: '2026-05-01T00:00:00Z' },
      { path: '/a/notes.txt', size: 10, modified: '2026-05-31T00:00:00Z' },
      { path: '/a/clip.mp4', size: 20, modified: '2025-12-24T18:00:00+01:00' },
    ],
  },
}

const cases: readonly (readonly [text: string, value: Json])[] = [
  ['7 / 2', 3.5], ['7 % 3', 1], ['-7 % 3', -1], ['1 + 2 * 3', 7], ['(1 + 2) * 3', 9], ['0.1 + 0.2 < 0.31', true], ['2 == 2.0', true], ['0x10', 16],
  ['1u + 1', 2], ['-(3)', -3], ['1e3', 1000], ['"x" + 3', 'x3'], ['3 + "x"', '3x'], ['"is " + true', 'is true'], ['"a" + "b"', 'ab'], ['[1] + [2, "x"]', [1, 2, 'x']],
  ['1 == "1"', false], ['1 != "1"', true], ['[1, {"a": [2]}] == [1, {"a": [2]}]', true], ['{"a": 1, "b": 2} == {"b": 2, "a": 1}', true], ['null == null', true], ['null == 0', false],
  ['"a" < "b"', true], ['true > false', true], ['3 >= 3', true], ['input.days > 3 && input.folder == "/home/ann"', true],
  ['false && input.missing', false], ['input.missing && false', false], ['true || input.missing', true], ['input.missing || true', true], ['1 < 2 ? "yes" : input.missing', 'yes'], ['!true', false],
  ['2 in [1, 2]', true], ['"days" in input', true], ['"ann" in input.folder', true], ['"constructor" in input', false], ['[1] in [[1]]', true],
  ['input.lists[1][0]', 3], ['input["days"]', 7], ['look.files[0].size', 30], ['{"a": 1}.a', 1], ['{"a": 1}["a"]', 1],
  ['has(input.days)', true], ['has(input.hours)', false], ['has(input.nothing)', true], ['has(input.nothing.more)', false], ['has(gone.more)', false], ['has(input["days"])', true],
  ['default(input.hours, 24)', 24], ['default(input.nothing, "x")', 'x'], ['default(input.nothing.more.yet, 0)', 0], ['default(1 / 0, 9)', 9], ['input.days.default(1)', 7], ['gone', null],
  ['[1, 2, 3].all(x, x > 0)', true], ['[].all(x, false)', true], ['[1, 2].exists(x, x == 2)', true], ['["a", 1].exists(x, x > 0)', true], ['["a", -1].all(x, x > 0)', false],
  ['[1, 2, 2].exists_one(x, x == 2)', false], ['[1, 2].map(x, x * 2)', [2, 4]], ['[1, 2, 3].map(x, x > 1, x * 2)', [4, 6]], ['[1, 2, 3].filter(x, x != 2)', [1, 3]],
  ['{"b": 1, "a": 2}.map(k, k)', ['b', 'a']], ['input.lists.map(l, l.map(n, n + size(l)))', [[3, 4], [4]]], ['cel.bind(x, 4, x * x)', 16], ['cel.bind(x, 1, cel.bind(y, x + 1, [x, y]))', [1, 2]],
  ['[3, 1].map(x, [x].map(y, x + y)[0])', [6, 2]],
  ['now', '2026-06-01T12:00:00Z'], ['now + "7d"', '2026-06-08T12:00:00Z'], ['now - duration("1h30m")', '2026-06-01T10:30:00Z'], ['age("2026-06-01T11:00:00Z")', '3600s'], ['age(look.files[0].modified) > "7d"', true],
  ['time("2026-06-01") < now', true], ['input.due - now', '172800s'], ['input.due - now == duration("2d")', true], ['duration("1h") * 2', '7200s'], ['duration("1h") / 2', '1800s'], ['duration("1d") / duration("1h")', 24],
  ['duration("1d") + "12h"', '129600s'], ['-duration("5m")', '-300s'], ['duration("500ms")', '0.5s'], ['time("2026-06-01T00:00:00.250Z")', '2026-06-01T00:00:00.250Z'], ['now == "2026-06-01T14:00:00+02:00"', true],
  ['"2026-06-01" < "2026-06-01T00:00:01Z"', true], ['look.files.filter(f, age(f.modified) > "100d").size()', 1], ['{"at": [now]}', { at: ['2026-06-01T12:00:00Z'] }], ['"at " + now', 'at 2026-06-01T12:00:00Z'],
  ['now.format("yyyy-MM-dd HH:mm:ss EEE")', '2026-06-01 12:00:00 Mon'], ['now.format("d MMMM yy", "America/New_York")', '1 June 26'], ['now.format("HH", "Asia/Kolkata")', '17'], ["format(input.due, \"yyyy'T'MM\")", '2026T06'],
  ['sum([1, 2, 3])', 6], ['sum([])', 0], ['look.files.sum(f, f.size)', 60], ['sum(look.files, f, f.size)', 60], ['sum([duration("1h"), duration("30m")])', '5400s'], ['min([3, 1, 2])', 1], ['max([])', null], ['max(2, 5)', 5],
  ['look.files.max(f, f.size)', 30], ['average([1, 2])', 1.5], ['average([])', null], ['sort([3, 1, 2])', [1, 2, 3]], ['look.files.sort(f, f.size).map(f, f.size)', [10, 20, 30]], ['look.files.sort(f, f.modified)[0].size', 20],
  ['distinct([1, 1, "1", {"a": 1}, {"a": 1}])', [1, '1', { a: 1 }]], ['["ab", "a", "b"].distinct(t, size(t))', ['ab', 'a']], ['flatten(input.lists)', [1, 2, 3]], ['range(3)', [0, 1, 2]], ['range(1, 4)', [1, 2, 3]], ['range(6, 0, -2)', [6, 4, 2]],
  ['zip([1, 2], ["a", "b", "c"])', [[1, 'a'], [2, 'b']]], ['["ab", "a", "c"].group(t, size(t))', { 1: ['a', 'c'], 2: ['ab'] }], ['reverse([1, 2])', [2, 1]], ['first([1, 2])', 1], ['last([])', null], ['[1, 2, 3].take(2)', [1, 2]], ['[1, 2, 3].skip(2)', [3]],
  ['"a,b,".split(",")', ['a', 'b', '']], ['["a", 1].join("-")', 'a-1'], ['["a", "b"].join()', 'ab'], ['"a.b.c".replace(".", "$&")', 'a$&b$&c'], ['"Ab".lower() + "Ab".upper()', 'abAB'], ['" x ".trim()', 'x'],
  ['"IMG_2026".matches("[0-9]{4}$")', true], ['"IMG_2026".matches("^[0-9]")', false], ['"v1.25".capture("v([0-9]+)\\\\.([0-9]+)")', '1'], ['"v1.25".capture("v([0-9]+)\\\\.([0-9]+)", 2)', '25'], ['"v1".capture("(?P<n>[0-9])", "n")', '1'], ['"v1".capture("x")', null],
  ['"abc".startsWith("ab")', true], ['"abc".endsWith("bc")', true], ['"abc".contains("b")', true], ['[1, 2].contains(2)', true], ['size("a😀")', 2], ['{"a": 1}.size()', 1], ['"a😀b".indexOf("b")', 2], ['[5, 6].indexOf(6)', 1], ['"abc".indexOf("z")', -1], ['"a😀bc".substring(1, 3)', '😀b'], ['"abc".substring(1)', 'bc'],
  ['round(2.5)', 3], ['round(-2.5)', -3], ['round(1.005, 2)', 1.01], ['round(1234, -2)', 1200], ['round(1e21)', 1e21], ['floor(-1.5)', -2], ['ceil(1.2)', 2], ['abs(-3)', 3], ['number(" 4.5 ")', 4.5], ['number("1e3")', 1000], ['number(duration("1m"))', 60],
  ['string(1.5)', '1.5'], ['string([1, "a"])', '[1,"a"]'], ['string(null)', ''], ['json({"a": now})', '{"a":"2026-06-01T12:00:00Z"}'], ['parseJson("[1,{}]")', [1, {}]],
  ['keys({"b": 1, "a": 2})', ['b', 'a']], ['values({"b": 1, "a": 2})', [1, 2]], ['merge({"a": 1}, {"a": 2, "b": 3})', { a: 2, b: 3 }],
  ['object(["b", "a"], [1, null])', { b: 1, a: null }], ['object([], [])', {}], ['object(["a", "a"], [1, 2])', { a: 2 }],
  ['kind("a/Beach.JPG")', 'pictures'], ['kind("x.mp4")', 'videos'], ['kind("x")', 'other'], ['look.files[0].path.name()', 'Beach.JPG'], ['stem("/a/b.tar.gz")', 'b.tar'], ['ending("/a.b/c")', ''], ['ending("x.JPG")', 'JPG'], ['ending(".profile")', ''],
  ['folder("/a/b/c.txt")', '/a/b'], ['folder("/a")', '/'], ['folder("a")', ''], ['name("/a/b/")', 'b'], ['name("C:\\\\x\\\\y.txt")', 'y.txt'], ['folder("C:\\\\x\\\\y.txt")', 'C:\\x'], ['// note\n 1', 1],
]

test.each(cases)('%s', (text, value) => {
  expect(evaluate(text, values)).toEqual(value)
})

const faults: readonly (readonly [text: string, message: string])[] = [
  ['1 / 0', 'divided by zero'], ['5 % 0', 'divided by zero'], ['1e308 * 10', 'too large'], ['1 < "a"', 'no order between a number and a text'], ['[1] < [2]', 'no order between'], ['1 + null', 'a number and null'], ['"x" + []', 'a text and a list'],
  ['input.nothing.x', 'input.nothing is null: it has no field "x"'], ['input.hours', 'no such field: "hours"'], ['input.lists.length', 'is a list: it has no such field'], ['input.folder.length', 'is a text'], ['now.milliseconds', 'use format()'],
  ['input.lists[2]', 'The list has 2 elements and none at 2'], ['input.lists[-1]', 'none at -1'], ['input.lists[0.5]', 'none at 0.5'], ['input.lists["0"]', 'read by number'], ['input.constructor', 'no such field'], ['input.__proto__', 'no such field'], ['input["__proto__"]', 'no such field'],
  ['{"a": 1, "a": 2}', 'stands twice'], ['1 && true', 'expects true or false'], ['!1', 'expects true or false'], ['[1].filter(x, x)', 'expects true or false'], ['["a"].all(x, x > 0)', 'no order between'], ['5.map(x, x)', 'works on a list'],
  ['foo(1)', 'no function "foo"'], ['"a".foo()', 'no function "foo"'], ['trim()', 'takes 1 argument, not 0'], ['lower(3)', 'expects a text, not 3'], ['time("soon")', 'expects a time, not the text "soon"'], ['now < "soon"', '"soon" is not a time'], ['matches("a", "(?=a)")', 'linear time'],
  ['a.b(', 'stops too early'], ['a b', 'An operator is missing before "b"'], ['#', '"#" can not stand here'], ['a = 1', '"=="'], ['a & b', '"&&"'], ['', 'expected'], ['b"x"', 'Bytes'], ['[1].map(1, x)', 'expects a name'], ['has(1)', 'has() expects a field'], ['now.format("QQ")', 'does not know "QQ"'], ['now.format("HH", "Mars/Base")', 'not a time zone'], ['range(1, 2, 0)', 'step'],
  ['number("4 apples")', 'is not a number'], ['parseJson("{")', 'JSON'], ['"v".capture("v", 3)', 'no group 3'], ['"v".capture("v", "constructor")', 'no group called'], ['object(["a"], [])', '0 for 1'], ['object([1], [1])', 'expects a text'],
]

test.each(faults)('%s is a fault', (text, message) => {
  const run = (): Json => evaluate(text, values)
  expect(run).toThrow(ExpressionFault)
  expect(run).toThrow(message)
})
