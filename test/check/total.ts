import fc from 'fast-check'
import { expect } from 'vitest'
import { checkDocument, type CheckedDocument } from '../../engine/check/check-document.ts'
import { parseDocument } from '../../engine/document/parse-document.ts'
import { applyEdits } from '../../engine/terms/text-edit.ts'
import { validCases } from './check-cases.ts'
import { world } from './world.ts'

/** Checks any text and expects what must hold for all: no throw, ordered ranges inside the text, edits that can be applied. */
export function checkAny(text: string): CheckedDocument {
  const checked = checkDocument(parseDocument(text), world)
  let last = 0
  for (const { range, fix, message } of checked.diagnostics) {
    expect(range.start).toBeGreaterThanOrEqual(last)
    expect(range.end).toBeGreaterThanOrEqual(range.start)
    expect(range.end).toBeLessThanOrEqual(text.length)
    expect(message.length).toBeGreaterThan(0)
    if (fix !== undefined) applyEdits(text, fix.edits)
    last = range.start
  }
  expect(checked.skill === undefined).toBe(checked.diagnostics.some(({ severity }) => severity === 'error'))
  expect(JSON.parse(JSON.stringify(checked.partial))).toBeDefined()
  return checked
}

export const prototypeKeys = Reflect.ownKeys(Object.prototype)

const words = [
  'chela', 'name', 'inputs', 'vars', 'uses', 'limits', 'start', 'states', 'tests', 'call', 'run', 'ask', 'confirm', 'think', 'choose', 'each', 'together', 'wait', 'set', 'leave',
  'history', 'end', 'if', 'next', 'timeout', 'retry', 'catch', 'undo', 'on', 'after', 'always', 'entry', 'exit', 'title', 'disabled', 'with', 'text', 'expires', 'of', 'yes', 'no',
  'given', 'answer', 'as', 'at_once', 'first', 'output', 'because', 'evidence', 'type', 'properties', 'items', 'default', 'pattern', 'code', 'keep', 'raise', 'cancel', 'event',
  'expect', 'answers', 'deny', 'person', 'steps', 'time', 'until', 'for', 'times', 'factor', 'file.list', 'file.move', 'count-files', 'a', 'b', 'input', 'constructor', '__proto__',
  'hasOwnProperty', 'toString', 'valueOf', 'done', 'shallow', 'string', 'object', '5m', '${ input.a }', '${ a.files }', '${', '1', '*', 'done.a', 'item', 'index', 'error.code == "x"',
]

const word = fc.constantFrom(...words)

/** Values that look like parts of a skill, nested up to a few levels, with any key anywhere. */
export const anyValue = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.oneof(word, fc.integer({ min: -5, max: 1e6 }), fc.boolean(), fc.constant(null), fc.string({ maxLength: 12 })),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(word, tie('value'), { maxKeys: 6 }),
  ),
})).value

/** Values with the frame of a skill around them. */
export const anySkill = fc.record({ states: fc.dictionary(fc.constantFrom('a', 'b', 'c', 'each', 'event', 'Bad-Name'), fc.dictionary(word, anyValue, { maxKeys: 7 }), { maxKeys: 5 }), inputs: anyValue, vars: anyValue, uses: anyValue, tests: anyValue, start: anyValue }, { requiredKeys: ['states'] })
  .map((skill) => JSON.stringify({ chela: 1, name: 'any', ...skill }))

type Mutation = (text: string) => string

const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  fc.tuple(fc.nat(), fc.nat({ max: 40 })).map(([at, length]): Mutation => (text) => text.slice(0, at % text.length) + text.slice((at % text.length) + length)),
  fc.tuple(fc.nat(), fc.nat(), fc.nat({ max: 80 })).map(([from, to, length]): Mutation => (text) => insert(text, to, text.slice(from % text.length, (from % text.length) + length))),
  fc.tuple(fc.nat(), fc.oneof(word, fc.constantFrom('{', '}', '[', ']', ':', '\n', '  ', '"', "'", '- ', '&x ', '*x', '#', '|', '\t', '\u0000', '😀', '«'))).map(([at, added]): Mutation => (text) => insert(text, at, added)),
  fc.tuple(fc.nat(), word).map(([at, other]): Mutation => (text) => replaceWord(text, at, other)),
)

function insert(text: string, at: number, added: string): string {
  const place = text.length === 0 ? 0 : at % text.length
  return text.slice(0, place) + added + text.slice(place)
}

/** Puts another word in the place of the one that begins after a place. */
function replaceWord(text: string, at: number, other: string): string {
  const place = text.length === 0 ? 0 : at % text.length
  return text.slice(0, place) + text.slice(place).replace(/[\w.-]+/, other)
}

/** Valid skills with a few changes anywhere. */
export const mutatedSkill = fc.tuple(fc.constantFrom(...validCases().map(({ text }) => text)), fc.array(mutation, { minLength: 1, maxLength: 4 }))
  .map(([text, mutations]) => mutations.reduce((changed, change) => (changed === '' ? changed : change(changed)), text))
