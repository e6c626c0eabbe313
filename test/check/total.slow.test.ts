import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkDocument } from '../../engine/check/check-document.ts'
import { parseDocument } from '../../engine/document/parse-document.ts'
import { corpus } from '../helpers/corpora.ts'
import { anySkill, checkAny, mutatedSkill } from './total.ts'
import { world } from './world.ts'

test('hundreds of changed skills give a skill or diagnostics', () => {
  fc.assert(fc.property(mutatedSkill, (text) => void checkAny(text)), { numRuns: 100 })
  fc.assert(fc.property(anySkill, (text) => void checkAny(text)), { numRuns: 300 })
})

test('naughty strings in every place give a skill or diagnostics', () => {
  for (const text of JSON.parse(corpus('naughty-strings/blns.json')) as string[]) {
    const key = JSON.stringify(text)
    checkAny(`{ chela: 1, name: ${key}, title: ${key}, examples: [${key}], start: ${key}, states: { ${key}: { ${key}: ${key} } } }`)
    checkAny(`{ chela: 1, name: n, states: { a: { each: ${key}, as: ${key}, call: file.list, with: { folder: ${key} }, catch: [ { code: ${key}, if: ${key}, keep: ${key} } ], undo: { call: ${key} } } } }`)
    checkAny(`{ chela: 1, name: n, states: { a: { choose: [ { if: ${key}, next: ${key}, set: { ${key}: ${key} } } ] }, b: { think: ${key}, answer: { type: ${key}, properties: { ${key}: ${key} } } } }, tests: [ { name: ${key}, given: { ${key}: ${key} }, answers: { ${key}: ${key} } } ] }`)
  }
})

const head = 'chela: 1\nname: big\n'
const many = (count: number, line: (index: number) => string): string => Array.from({ length: count }, (_, index) => line(index)).join('')

/** Texts near the limits of the parser, each made to be costly for one part of the checker. */
const hostile: Record<string, string> = {
  'states that lead nowhere': `${head}states:\n${many(4_900, (i) => `  s${i}: { next: t${i} }\n`)}`,
  'states that read one another': `${head}limits: { steps: 1 }\nstates:\n${many(3_000, (i) => `  s${i}: { call: file.list, with: { folder: "\${ s${(i * 7) % 3_000}.files }" } }\n`)}`,
  'unknown names in expressions': `${head}states:\n${many(4_000, (i) => `  s${i}: { if: "statt${i} == 1" }\n`)}`,
  'unknown keys': `${head}states:\n  a: { ${many(15_000, (i) => `k${i}: 1, `)}end: done }\n`,
  'expressions in one text': `${head}states:\n  a: { end: done, output: "${'${a}'.repeat(250_000)}" }\n`,
  'expressions in escaped texts': `${head}states:\n${many(1_000, (i) => `  s${i}: { end: done, output: "\\u0041${'${ 1 }'.repeat(100)}" }\n`)}`,
  'a wide together': `${head}states:\n  t:\n    together:\n${many(4_900, (i) => `      b${i}: { on: {} }\n`)}`,
  'targets in a list': `${head}states:\n  a: { next: [${many(20_000, (i) => `b${i % 100}, `)}a] }\n  t: { together: { ${many(100, (i) => `b${i}: { wait: 1s }, `)} } }\n`,
  'events in one state': `${head}states:\n  a: { on: { ${many(15_000, (i) => `e${i}: a, `)} } }\n`,
  'each inside each': `${head}states:\n${many(30, (i) => `${' '.repeat(2 + i * 2)}a${i}: { each: [1], states: {\n`)}${' '.repeat(64)}z: { wait: 1s } ${'}}'.repeat(30)}\n`,
  'many each': `${head}states:\n${many(4_900 / 2, (i) => `  s${i}: { each: [1], wait: 1s }\n`)}`,
  'changes and ends': `${head}states:\n${many(2_000, (i) => `  c${i}: { call: file.move, with: { from: /a, to: /b }, next: c${i} }\n  e${i}: { end: done }\n`)}`,
  'a long pattern': `${head}inputs:\n  a: { type: string, pattern: "${'(a*)*'.repeat(190)}" }\nstates:\n  a: { end: done }\n`,
  'secrets that are none': `${head}states:\n${many(40, (i) => `  s${i}: { note: "${'eyJ-'.repeat(4_900)}" }\n`)}`,
  'a long condition': `${head}states:\n  a: { if: "${'error.code == "x" || '.replaceAll('"', "'").repeat(2_000)}true" }\n`,
  'one word of a megabyte': `${head}states:\n  a: { end: done, output: "${'input.'.repeat(170_000)}" }\n`,
  'wide inputs': `${head}inputs: { ${many(9_000, (i) => `i${i}: string, `)} }\nstates:\n  a: { end: done, output: "\${ input.x }" }\n`,
  'deep schemas': `${head}inputs:\n  a: ${'{ type: array, items: '.repeat(28)}string${' }'.repeat(28)}\nstates:\n  a: { end: done, output: "\${ input.a }" }\n`,
}

for (const [name, text] of Object.entries(hostile)) {
  test(`checking ${name} ends in time`, () => {
    const document = parseDocument(text)
    const start = performance.now()
    const { diagnostics } = checkDocument(document, world)
    const took = performance.now() - start
    expect(diagnostics.length).toBeGreaterThan(0)
    expect(diagnostics.length).toBeLessThanOrEqual(1_000)
    expect(took).toBeLessThan(3_000)
  })
}
