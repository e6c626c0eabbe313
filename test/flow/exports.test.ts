import { readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { toMermaid } from '../../engine/flow/to-mermaid.ts'
import { toScxml } from '../../engine/flow/to-scxml.ts'
import { call, group, skillOf, state, together } from '../helpers/built-skill.ts'
import { skillFrom } from '../helpers/skill-from.ts'

const sample = skillFrom(`title: Sort & send
vars: { n: { type: number, default: 0 } }
states:
  pick:
    choose: [ { if: "input.x < 3 && input.y", next: both }, { next: stop } ]
  both:
    together:
      a: { wait: 1s }
      b:
        states:
          one: { call: file.read, with: { path: "\${ input.x }/\\"q\\"" } }
          two: { on: { go: one }, after: { 5m: { next: one, set: { n: "\${ vars.n + 1 }" } } } }
  every: { each: input.list, states: { each_one: { confirm: "<b>sure</b>" } } }
  stop: { end: stopped }`)

test('a nested and parallel skill as a Mermaid diagram', () => {
  const file = new URL('sample.mermaid', import.meta.url)
  if (process.env['UPDATE'] === '1') writeFileSync(file, toMermaid(sample))
  expect(toMermaid(sample)).toBe(readFileSync(file, 'utf8'))
})

test('a hostile title adds no syntax to a Mermaid diagram', () => {
  const text = toMermaid(skillOf([state('a', undefined, { title: 'x"\n[*] --> evil: <script>;%%{init}' })], { title: '---\nconfig: evil' }))
  expect(text.split('\n')).toHaveLength(8)
  expect(text).not.toMatch(/evil: |<|%%|init\}|\n---\nconfig/u)
})

test('SCXML is well formed and holds each state once', () => {
  const text = toScxml(sample)
  expect(faultsOf(text)).toEqual([])
  for (const name of ['pick', 'both', 'a', 'b', 'one', 'two', 'every', 'each_one', 'stop']) expect(text.split(` id="${name}"`)).toHaveLength(2)
  const ids = [...text.matchAll(/<(?:state|parallel|final|history) id="([^"]*)"/gu)].map(([, id]) => id)
  expect(new Set(ids).size).toBe(ids.length)
  for (const [, target] of text.matchAll(/target="([^"#]*)"/gu)) expect(ids).toContain(target)
  expect(text).toContain('cond="input.x &#60; 3 &#38;&#38; input.y"')
  expect(text).toContain('<send event="after.two.0" delay="5m"/>')
  expect(text).toContain('<invoke id="one.invoke" type="chela:tool" src="file.read">')
})

test('names and texts with any signs stay inside their attributes', () => {
  const text = toScxml(skillOf([call('a"/><evil>\u0000', 'x"\n>')], { name: '<&\uD800' }))
  expect(faultsOf(text)).toEqual([])
  expect(text).not.toContain('<evil')
})

test('a skill five thousand deep is exported in a moment', () => {
  let inner = call('deep', 'x.y')
  for (let index = 0; index < 5000; index++) inner = index % 2 === 0 ? group(`g${index}`, [inner]) : together(`t${index}`, [inner])
  const begun = process.cpuUsage()
  expect(toMermaid(skillOf([inner])).length + toScxml(skillOf([inner])).length).toBeGreaterThan(10_000)
  expect(process.cpuUsage(begun).user / 1000).toBeLessThan(2000)
})

/** A small check of form: elements nest, attributes are quoted and unique, nothing stands outside. */
function faultsOf(text: string): readonly string[] {
  const faults: string[] = []
  const open: string[] = []
  const rest = text.replace(/<\?xml [^?]*\?>/u, '').replace(/<(\/?)([A-Za-z][\w]*)((?:\s+[A-Za-z:]+="[^"<&]*(?:&#\d+;[^"<&]*)*")*)\s*(\/?)>/gu, (_, close: string, name: string, attributes: string, empty: string) => {
    const names = [...attributes.matchAll(/\s([A-Za-z:]+)=/gu)].map(([, attribute]) => attribute)
    if (new Set(names).size !== names.length) faults.push(`an attribute twice in ${name}`)
    if (close !== '') {
      if (open.pop() !== name) faults.push(`${name} closes nothing`)
    } else if (empty === '') open.push(name)
    return ''
  })
  if (rest.trim() !== '') faults.push(`outside: ${rest.trim()}`)
  return [...faults, ...open]
}
