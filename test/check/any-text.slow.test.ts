import fc from 'fast-check'
import { expect, test } from 'vitest'
import { loadSkill } from '../../engine/load-skill.ts'
import { corpus, corpusRows } from '../helpers/corpora.ts'
import { anySkill, checkAny, mutatedSkill, prototypeKeys } from './total.ts'
import { world } from './world.ts'

test('a valid skill with any changes gives a skill or diagnostics', () => {
  fc.assert(fc.property(mutatedSkill, (text) => void checkAny(text)), { numRuns: 25 })
})

test('anything in the frame of a skill gives a skill or diagnostics', () => {
  fc.assert(fc.property(anySkill, (text) => void checkAny(text)), { numRuns: 50 })
})

test('every text of the YAML test suite gives diagnostics and no skill', () => {
  for (const { yaml_raw } of corpusRows<{ readonly yaml_raw: string }>('yaml-test-suite/cases.jsonl')) {
    const { skill } = loadSkill(yaml_raw, { ...world, hash: 'tools' })
    expect(skill).toBeUndefined()
  }
})

test('naughty strings as names and values anywhere give a skill or diagnostics', () => {
  const naughty = JSON.parse(corpus('naughty-strings/blns.json')) as string[]
  for (const [index, text] of naughty.entries()) {
    if (index % 3 !== 0) continue
    const key = JSON.stringify(text)
    const places = [
      `{ chela: 1, name: ${key}, states: { a: { end: done } } }`,
      `{ chela: 1, name: n, states: { ${key}: { call: ${key}, with: { ${key}: ${key} }, next: ${key} } } }`,
      `{ chela: 1, name: n, inputs: { ${key}: { type: string, default: ${key}, pattern: ${key} } }, states: { a: { end: done, output: ${key}, evidence: ${key} } } }`,
      `{ chela: 1, name: n, uses: { ${key}: { ${key}: ${key} } }, states: { a: { wait: { for: ${key}, if: ${key} }, on: { ${key}: ${key} }, after: { ${key}: a }, entry: { raise: ${key} } } } }`,
    ]
    checkAny(places[(index / 3) % places.length] ?? '')
  }
})

test('no text changes the prototype of objects', () => {
  for (const name of ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty']) {
    checkAny(`chela: 1\nname: n\ninputs: { ${name}: { type: string, default: x } }\nvars: { ${name}: { type: object, properties: { ${name}: string } } }\nstates:\n  ${name}:\n    call: ${name}\n    with: { ${name}: { ${name}: 1 } }\n  b: { set: { ${name}: 1 }, on: { ${name}: b }, next: ${name} }\n  c: { end: done, output: "\${ ${name}.${name} + input.${name} }" }\n`)
  }
  expect(Reflect.ownKeys(Object.prototype)).toEqual(prototypeKeys)
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
})
