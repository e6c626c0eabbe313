import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { decide } from '../../engine/gate/decide.ts'
import { loadPolicy } from '../../engine/load-policy.ts'
import { listTool, moveInput, skillHash, someDeed, someFacts, someTool, trashTool } from './gate-facts.ts'

const shut = (text: string): string => {
  const deed = someDeed(listTool, { folder: '/a' })
  return decide(deed, someFacts(listTool, deed, { policy: loadPolicy(text).policy })).answer
}
const said = (text: string): string[] => loadPolicy(text).diagnostics.map(({ code, range }) => `${code} ${text.slice(range.start, range.end)}`)

test('a policy file is read whole', () => {
  const text = `chela: 1
expires: 2m
rules:
  - deny: file.*
    with: { "*": [~/Private, /etc] }
    because: these are mine
  - allow: mail.send
    skill: ${skillHash}
    with: { to: me@example.org }
    until: 2026-06-01T00:00:00Z
  - ask: "*"
    skill: tidy-downloads
`
  expect(loadPolicy(text)).toEqual({
    diagnostics: [],
    policy: {
      expires: 120_000,
      rules: [
        { answer: 'deny', tool: 'file.*', skill: undefined, with: { '*': ['~/Private', '/etc'] }, because: 'these are mine', until: undefined },
        { answer: 'allow', tool: 'mail.send', skill: skillHash, with: { to: ['me@example.org'] }, because: undefined, until: Date.UTC(2026, 5, 1) },
        { answer: 'ask', tool: '*', skill: 'tidy-downloads', with: {}, because: undefined, until: undefined },
      ],
    },
  })
})

test('a file without rules asks and allows as if there were none', () => {
  expect(loadPolicy('chela: 1\nprivate_hosts: [nas.local]\n').policy).toEqual({ expires: 60_000, rules: [], privateHosts: ['nas.local'] })
  expect(loadPolicy('chela: 1\n')).toEqual({ diagnostics: [], policy: { expires: 60_000, rules: [] } })
})

const faulty: readonly (readonly [text: string, found: string])[] = [
  ['', 'policy-shape '],
  ['- deny: file.move', 'policy-shape - deny: file.move'],
  ['rules: []', 'policy-version rules: []'],
  ['chela: 2', 'policy-version 2'],
  ['chela: "1"', 'policy-version "1"'],
  ['chela: 1\nrule: []', 'policy-key rule'],
  ['chela: 1\nrules: {}', 'policy-shape {}'],
  ['chela: 1\nrules: [x]', 'policy-shape x'],
  ['chela: 1\nrules: [{ skill: a }]', 'policy-answer { skill: a }'],
  ['chela: 1\nrules: [{ allow: a.b, deny: a.b }]', 'policy-answer { allow: a.b, deny: a.b }'],
  ['chela: 1\nrules: [{ deny: files }]', 'policy-tool files'],
  ['chela: 1\nrules: [{ deny: "file.**" }]', 'policy-tool "file.**"'],
  ['chela: 1\nrules: [{ deny: "" }]', 'policy-text ""'],
  ['chela: 1\nrules: [{ deny: a.b, skill: A B }]', 'policy-skill A B'],
  ['chela: 1\nrules: [{ deny: a.b, wiht: {} }]', 'policy-key wiht'],
  ['chela: 1\nrules: [{ deny: a.b, with: [x] }]', 'policy-shape [x]'],
  ['chela: 1\nrules: [{ deny: a.b, with: { id: 5 } }]', 'policy-text 5'],
  ['chela: 1\nrules: [{ deny: a.b, with: { id: [] } }]', 'policy-shape []'],
  ['chela: 1\nrules: [{ deny: a.b, with: { id: [x, [y]] } }]', 'policy-text [y]'],
  ['chela: 1\nrules: [{ deny: a.b, until: soon }]', 'policy-until soon'],
  ['chela: 1\nrules: [{ deny: a.b, because: { x: 1 } }]', 'policy-text { x: 1 }'],
  ['chela: 1\nexpires: 4s', 'policy-expires 4s'],
  ['chela: 1\nexpires: 2h', 'policy-expires 2h'],
  ['chela: 1\nexpires: 60', 'policy-text 60'],
]

test.each(faulty)('%j has a fault where it stands, and then nothing is allowed', (text, found) => {
  expect(said(text)).toContain(found)
  expect(shut(text)).toBe('deny')
})

test('broken YAML, keys written twice and prototype keys close the policy too', () => {
  for (const text of ['chela: 1\nrules: [', 'chela: 1\nrules: []\nrules: []', 'chela: 1\n__proto__: {}', 'chela: 1\nrules: [{ deny: a.b, __proto__: { allow: "*" } }]']) {
    expect(loadPolicy(text).diagnostics.length).toBeGreaterThan(0)
    expect(shut(text)).toBe('deny')
  }
})

test('all faults are told at once, in order', () => {
  expect(said('chela: 3\nexpires: 1d\nrules:\n  - deny: x\n  - allow: a.b\n    until: then\n').map((line) => line.split(' ')[0])).toEqual(['policy-version', 'policy-expires', 'policy-tool', 'policy-until'])
})

test('names that are not known here are warnings, and the rules hold all the same', () => {
  const tools = new Map([someTool(), trashTool].map((tool) => [tool.name, tool]))
  const text = 'chela: 1\nrules: [{ deny: file.trsh }, { deny: file.move, with: { too: /a } }, { deny: "file.*", with: { path: /a, "*": /b } }]'
  const { diagnostics, policy } = loadPolicy(text, tools)
  expect(diagnostics.map(({ code, severity, help }) => [code, severity, help])).toEqual([
    ['policy-unknown-tool', 'warning', 'Did you mean "file.trash"?'],
    ['policy-unknown-argument', 'warning', 'Control arguments: from, to.'],
  ])
  expect(policy.rules).toHaveLength(3)
  const move = someDeed(someTool(), moveInput)
  expect(decide(move, someFacts(someTool(), move, { policy })).answer).toBe('deny')
})

test('any text gives a policy, and one with an error denies', () => {
  const line = fc.constantFrom('chela: 1', 'rules:', '  - allow: file.*', '  - deny: "*"', '    with: { to: 5 }', '    until: 2026-01-01', '- x', 'expires: 9s', '\t', '&a', '*a', '}')
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.array(line, { maxLength: 8 }).map((lines) => lines.join('\n'))), (text) => {
      const { diagnostics } = loadPolicy(text)
      if (diagnostics.some(({ severity }) => severity === 'error')) expect(shut(text)).toBe('deny')
    }),
  )
})
