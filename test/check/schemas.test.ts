import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020, type AnySchemaObject } from 'ajv/dist/2020.js'
import { expect, test } from 'vitest'
import { parseDocument } from '../../engine/document/parse-document.ts'
import { plainValue } from '../../engine/document/plain-value.ts'
import type { Entry, EntryKind } from '../../engine/terms/journal.ts'
import { checkCases, checkText, validCases } from './check-cases.ts'
import { tools } from './world.ts'

function validator(name: string): (value: unknown) => string[] {
  const schema = JSON.parse(readFileSync(join(import.meta.dirname, `../../schemas/${name}.schema.json`), 'utf8')) as AnySchemaObject
  const validate = new Ajv2020({ allErrors: true, strict: true, strictRequired: false, strictTypes: false }).compile(schema)
  return (value) => (validate(value) ? [] : (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message ?? ''}`))
}

const skillFaults = validator('skill')

function faultsOf(text: string): string[] {
  const { root } = parseDocument(text)
  return root === undefined ? ['nothing there'] : skillFaults(plainValue(root))
}

for (const { name, text } of validCases()) {
  test(`${name} fits the schema of skills`, () => {
    expect(faultsOf(text)).toEqual([])
  })
}

/** What an editor with the schema sees without the checker. */
const formFaults = [
  'bad-duration', 'bad-input-name', 'bad-name', 'bad-schema', 'bad-state-name', 'empty-file', 'misplaced-key', 'missing-key', 'missing-name', 'missing-states',
  'missing-version', 'reserved-name', 'two-activities', 'unknown-key', 'wrong-type', 'wrong-value', 'wrong-version',
]

test('the schema refuses what is wrong in form, and nothing that only rules can tell', () => {
  const damaged = ['yaml-syntax', 'merge-key', 'not-text-key', 'alias-loop', 'too-many-aliases', 'too-deep', 'not-json']
  const refused = checkCases().filter(({ code, text }) => !damaged.includes(code) && faultsOf(text).length > 0).map(({ code }) => code)
  expect(refused).toEqual(formFaults)
})

test('every key of the language is in some valid skill, and in the schema', () => {
  const schema = JSON.parse(readFileSync(join(import.meta.dirname, '../../schemas/skill.schema.json'), 'utf8')) as { $defs: { state: { properties: object }; test: { properties: object } }; properties: object }
  const keys = [schema.properties, schema.$defs.state.properties, schema.$defs.test.properties].flatMap((properties) => Object.keys(properties))
  const texts = validCases().map(({ text }) => text).join('\n')
  expect(keys.filter((key) => !new RegExp(`(?:^|[ {,])${key}:`, 'm').test(texts))).toEqual([])
  expect(validCases().every(({ text }) => checkText(text).skill !== undefined)).toBe(true)
})

test('tools fit the schema of tools', () => {
  const faults = validator('tool')
  for (const tool of tools) {
    const data = Object.fromEntries(Object.entries(tool).filter(([, value]) => typeof value !== 'function' && value !== undefined))
    delete data['rehearse']
    expect(faults(data), tool.name).toEqual([])
  }
  expect(faults({ name: 'move' })).not.toEqual([])
})

test('the policy of the guide fits the schema of policies, and two answers in one rule do not', () => {
  const faults = validator('policy')
  const guide = readFileSync(join(import.meta.dirname, '../../docs/gate.md'), 'utf8')
  const [, text = ''] = /```yaml\n(chela: 1\n[\s\S]*?)```/.exec(guide) ?? []
  const { root } = parseDocument(text)
  expect(root === undefined ? undefined : faults(plainValue(root))).toEqual([])
  expect(faults({ chela: 1, rules: [{ allow: 'file.list', deny: '*' }] })).not.toEqual([])
  expect(faults({ chela: 1, rule: [] })).not.toEqual([])
})

const hash = 'a'.repeat(64)
const head = { sequence: 1, time: 1 }
const at = { ...head, activity: 2, path: 'look' }
const decision = { answer: 'allow', rule: 'class', because: 'It only looks.' } as const
const failure = { code: 'busy', message: 'In use.', state: 'look', tool: 'file.move', facts: {}, happened: 'maybe' } as const
const label = { trust: 'person', source: 'the input "folder"' } as const
const undo = { tool: 'file.move', input: {} }
const card = { tool: 'file.move', words: 'move a to b', input: {}, hash, origins: [{ argument: 'from', value: '/a', from: [label] }], led: [label], undoable: true, because: 'It asks.' }

const clause = { words: 'move it', tool: 'file.move', with: { to: ['/a'] } }
const contract = { words: 'Move it.', allowed: [clause], required: [{ ...clause, times: 1, anyTime: true as const }], limits: [{ ...clause, also: ['file.trash'], times: 2, atMost: { size: 3 } }], until: 5, inOrder: true as const }

/** One of each kind, with every field; a kind that is not here does not compile. */
const entries: { readonly [kind in EntryKind]: Extract<Entry, { kind: kind }> } = {
  'run-started': { ...head, kind: 'run-started', skill: 'tidy', hash, input: {}, origins: { folder: [label] }, memory: { a: 1 }, memoryLabels: { a: [label] }, intent: {}, mode: 'live', envelope: [hash], accepted: true, contract, budget: { calls: 1, tokens: 2, money: 3 }, forkedFrom: { run: 'r', at: 3, changed: 2 } },
  'run-forked': { ...head, kind: 'run-forked', run: 'r', at: 3, changed: 2 },
  'contract-changed': { ...head, kind: 'contract-changed', contract },
  'skill-started': { ...at, kind: 'skill-started', skill: 'tidy', hash, input: {}, accepted: true },
  'tool-called': { ...at, kind: 'tool-called', tool: 'file.move', input: {}, key: 'r:1', attempt: 1, before: null, decision, hash, undoes: 3 },
  'tool-answered': { ...head, kind: 'tool-answered', call: 1, output: {}, untrusted: ['content'], failure, undo, found: 'checked', changed: 'part' },
  'answer-late': { ...head, kind: 'answer-late', call: 1, output: null, failure, undo: null },
  'effect-denied': { ...at, kind: 'effect-denied', tool: 'file.move', input: {}, decision },
  'activity-failed': { ...at, kind: 'activity-failed', failure, waits: true },
  'person-asked': { ...at, kind: 'person-asked', question: { kind: 'approve', card, expires: null } },
  'person-answered': { ...head, kind: 'person-answered', ask: 1, answer: { kind: 'no', because: 'not now' } },
  'model-asked': { ...at, kind: 'model-asked', question: 'What?', given: {}, schema: {} },
  'model-answered': { ...head, kind: 'model-answered', ask: 1, answer: 'this', failure, usage: { promptTokens: 1, completionTokens: 2, money: 3 }, waits: true, changed: 'all' },
  'timer-fired': { ...head, kind: 'timer-fired', timer: 1 },
  'event-received': { ...head, kind: 'event-received', name: 'door', data: {}, labels: [label] },
  'evidence-checked': { ...at, kind: 'evidence-checked', holds: 'unknown', reads: [{ tool: 'file.exists', input: {}, output: {}, failure }] },
  'outcome-unknown': { ...head, kind: 'outcome-unknown', call: 1, because: 'Nobody knows.' },
  'run-paused': { ...head, kind: 'run-paused', because: 'You paused it.' },
  'run-resumed': { ...head, kind: 'run-resumed' },
  'run-cancelled': { ...head, kind: 'run-cancelled', because: 'You cancelled it.' },
  'run-ended': { ...head, kind: 'run-ended', outcome: 'failed', output: null, because: null, failure },
  'undo-started': { ...head, kind: 'undo-started' },
  'undo-skipped': { ...head, kind: 'undo-skipped', call: 1, because: 'It can not be undone.' },
  'undo-ended': { ...head, kind: 'undo-ended', undone: 1, skipped: 1 },
}

test('every kind of entry fits the schema of the journal', () => {
  const faults = validator('journal')
  for (const entry of Object.values(entries)) expect(faults(entry), entry.kind).toEqual([])
  expect(faults({ ...entries['run-ended'], outcome: 'perhaps' })).not.toEqual([])
  expect(faults({ ...entries['run-resumed'], secret: 1 })).not.toEqual([])
  for (const answer of [{ kind: 'yes', span: 'once' }, { kind: 'expired' }, { kind: 'filled', values: {} }]) expect(faults({ ...entries['person-answered'], answer })).toEqual([])
})
