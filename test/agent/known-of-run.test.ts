import { expect, test } from 'vitest'
import { knownOfMemory } from '../../engine/agent/known-of-memory.ts'
import { knownOfRun } from '../../engine/agent/known-of-run.ts'
import { hidePrivate } from '../../engine/agent/private-values.ts'
import type { Entry } from '../../engine/terms/journal.ts'
import type { Json } from '../../engine/terms/json.ts'
import { builtinTools } from '../../engine/tools/builtin/builtin-tools.ts'

const tools = new Map(builtinTools.map((tool) => [tool.name, tool]))
const decision = { answer: 'allow', rule: 'class', because: 'it reads' } as const

function answered(tool: string, output: Json): readonly Entry[] {
  return [
    { kind: 'tool-called', sequence: 2, time: 1, activity: 1, path: 'look', tool, input: {}, key: 'k', attempt: 1, before: null, decision },
    { kind: 'tool-answered', sequence: 3, time: 1, call: 2, output },
  ]
}

test('what a tool marks as private is hidden wherever it stands later in the run', () => {
  const contact = { uid: 'u1', name: 'Ottilie Quast', emails: ['oq@example.org'], phones: ['4711'], addresses: ['Hinterm Deich'], source: 'x' }
  const known = knownOfRun(answered('contacts.list', { contacts: [contact], skipped: 0, truncated: false }), (name) => tools.get(name))
  const { question, given } = hidePrivate({ question: 'Did Ottilie of Hinterm  Deich call from 4711?', given: { text: 'Frau QUAST, uid u1' }, schema: {} }, known)
  expect(JSON.stringify([question, given])).not.toMatch(/ottilie|quast|4711|deich/i)
  expect(JSON.stringify(given)).toContain('u1')
})

test('senders are hidden by name, and what stands beside them is not', () => {
  const known = knownOfRun(answered('mail.search', { messages: [{ id: '1', from: '"Quast, Ottilie" <oq@shop.example>', to: 'Bo <bo@me.example>' }], truncated: false }), (name) => tools.get(name))
  expect(hidePrivate({ question: 'Ottilie and Bo at the shop', given: {}, schema: {} }, known).question).toMatch(/^\[NAME-1-\w+\] and \[NAME-2-\w+\] at the shop$/)
})

test('every tool that reads contacts, messages or places marks what is private in its answer', () => {
  const personal = builtinTools.filter((tool) => tool.personal !== undefined && tool.name !== 'mail.attachments' && tool.name !== 'calendar.free')
  expect(personal.filter((tool) => tool.private === undefined).map(({ name }) => name)).toEqual([])
  for (const { private: marked = [], output } of personal) for (const path of marked === true ? [] : marked) expect(JSON.stringify(output)).toContain(`"${path.split('.').at(-1)}"`)
})

test('facts count when they are marked, or when their key says so', () => {
  const known = knownOfMemory({ favourite: 'tea', doctor: { private: true, who: 'Waldemar Zorn' }, my_phone: '0151', partner_name: 'Svea', city: 'Berlin' })
  expect(known.map(({ value }) => value)).toEqual(['Waldemar Zorn', '0151', 'Svea'])
})
