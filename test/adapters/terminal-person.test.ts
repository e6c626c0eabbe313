import { PassThrough } from 'node:stream'
import { expect, test } from 'vitest'
import { TerminalPerson } from '../../engine/adapters/terminal-person.ts'
import type { DeedCard } from '../../engine/terms/decision.ts'
import type { Question } from '../../engine/terms/journal.ts'
import type { JsonSchema } from '../../engine/terms/json.ts'
import { FakeClock } from '../helpers/fake-clock.ts'

const about = { run: 'r1', ask: 4, path: 'send' }
const never = new AbortController().signal
const card: DeedCard = {
  tool: 'mail.send',
  words: 'send "Hello" to a@example.org',
  input: { to: 'a@example.org', text: 'Hello' },
  hash: 'abc123',
  origins: [{ argument: 'to', value: 'a@example.org', from: [{ trust: 'untrusted', source: 'what page.read gave in "look"' }] }],
  led: [],
  undoable: false,
  because: 'It reaches other people.',
}
const approve = (more: Partial<DeedCard> = {}, expires: number | null = null): Question => ({ kind: 'approve', card: { ...card, ...more }, expires })
const form = (fields: { readonly [field: string]: JsonSchema }): Question => ({ kind: 'form', text: 'Who?', form: fields, labels: [], expires: null })

function terminal(options: { readonly tty?: boolean } = {}) {
  const clock = new FakeClock()
  const tty = options.tty ?? true
  const input = Object.assign(new PassThrough(), { isTTY: tty })
  const output = Object.assign(new PassThrough(), { isTTY: tty })
  let shown = ''
  output.on('data', (chunk: Buffer) => (shown += chunk.toString()))
  const settle = () => new Promise((done) => setImmediate(done))
  return {
    clock,
    input,
    person: new TerminalPerson({ input, output, clock }),
    shown: () => shown,
    async type(...lines: readonly string[]) {
      for (const line of lines) {
        await settle()
        input.write(`${line}\n`)
        await settle()
      }
    },
    settle,
  }
}

test('shows the deed, each argument with its origin, and whether it can be undone', async () => {
  const { person, type, shown } = terminal()
  const answer = person.ask(approve({}, Date.UTC(2026, 0, 1, 0, 1)), about, never)
  await type('y')
  expect(await answer).toEqual({ kind: 'yes', span: 'once' })
  expect(shown()).toMatchInlineSnapshot(`
    "
    Question 4 of run r1, at send
      send "Hello" to a@example.org
      mail.send
        to: "a@example.org"
          from what page.read gave in "look" (NOT TRUSTED: written by others)
        text: "Hello"
          from the skill text
      Can be undone: NO
      Asked because: It reaches other people.
      Approval: abc123
      Expires in 60 s, at 00:01:00 UTC; no answer counts as no.
    y(es) / N(o) / r(un: yes, and the like in this run) / a(lways): "
  `)
})

test.each([
  ['', { kind: 'no' }],
  ['N', { kind: 'no' }],
  ['yes', { kind: 'yes', span: 'once' }],
  ['r', { kind: 'yes', span: 'run' }],
  [' Always ', { kind: 'yes', span: 'always' }],
])('the line %j is understood', async (line, expected) => {
  const { person, type } = terminal()
  const answer = person.ask(approve(), about, never)
  await type(line)
  expect(await answer).toEqual(expected)
})

test('an unclear line is asked again', async () => {
  const { person, type, shown } = terminal()
  const answer = person.ask(approve(), about, never)
  await type('yep', 'sure', 'y')
  expect(await answer).toEqual({ kind: 'yes', span: 'once' })
  expect(shown().match(/y\(es\) \/ N\(o\)/g)).toHaveLength(3)
})

test('a deed that is asked about each time is not answered for longer', async () => {
  const { person, type, shown } = terminal()
  const answer = person.ask(approve({ onlyOnce: true }), about, never)
  await type('always', 'y')
  expect(await answer).toEqual({ kind: 'yes', span: 'once' })
  expect(shown()).toContain('y(es) / N(o): ')
})

test('a confirm is yes or no; there is no yes for longer', async () => {
  const { person, type, shown } = terminal()
  const question: Question = { kind: 'confirm', text: 'Send it?\nReally?', card, labels: [{ trust: 'untrusted', source: 'a page' }], expires: null }
  const answer = person.ask(question, about, never)
  await type('a', 'r', 'n')
  expect(await answer).toEqual({ kind: 'no' })
  expect(shown()).toContain('  Send it?\n  Really?\n  (parts of this text were written by others: a page)\n')
})

test('a long value is cut, and shown whole on demand', async () => {
  const { person, type, shown } = terminal()
  const answer = person.ask(approve({ input: { text: 'x'.repeat(5000) } }), about, never)
  await type('v', '')
  expect(await answer).toEqual({ kind: 'no' })
  expect(shown()).toContain('… (5002 characters) …')
  expect(shown()).toContain('x'.repeat(5000))
})

test('nothing of a question moves the cursor or hides text', async () => {
  const evil = 'a\u001b[2J\u001b]0;x\u0007\r\u202e\u009b1A\u200b'
  const { person, type, shown } = terminal()
  const question = approve({ words: evil, tool: evil, input: { [evil]: evil }, hash: evil, because: evil, origins: [{ argument: evil, value: 1, from: [{ trust: 'tool', source: evil }] }] })
  const first = person.ask(question, { run: evil, ask: 1, path: evil }, never)
  await type('n')
  await first
  const second = person.ask({ kind: 'form', text: evil, form: { [evil]: { title: evil, description: evil, enum: [evil] } }, labels: [{ trust: 'untrusted', source: evil }], expires: null }, about, never)
  await type(evil, '1')
  await second
  expect(shown().replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u)
})

test('what was typed before the question was shown is no answer', async () => {
  const { person, input, type } = terminal()
  input.write('y\ny\n')
  const answer = person.ask(approve(), about, never)
  await type('n')
  expect(await answer).toEqual({ kind: 'no' })
})

test('a question that nobody answers in time expires', async () => {
  const { person, clock, settle, shown } = terminal()
  const answer = person.ask(approve({}, clock.now() + 60_000), about, never)
  await settle()
  clock.advance(60_000)
  expect(await answer).toEqual({ kind: 'expired' })
  expect(shown()).toContain('Nobody answered in time.')
  expect(clock.pending).toBe(0)
})

test('a question that is already over is not answered by what is typed', async () => {
  const { person, clock, type } = terminal()
  const answer = person.ask(approve({}, clock.now() - 1), about, never)
  await type('y')
  expect(await answer).toEqual({ kind: 'expired' })
})

test('a question that is no longer wanted has no answer, and the next one is asked', async () => {
  const { person, clock, type, settle } = terminal()
  const gone = new AbortController()
  const first = person.ask(approve({}, clock.now() + 60_000), about, gone.signal)
  const second = person.ask(approve(), about, never)
  await settle()
  gone.abort()
  expect(await first).toBeUndefined()
  expect(clock.pending).toBe(0)
  await type('y')
  expect(await second).toEqual({ kind: 'yes', span: 'once' })
  expect(await person.ask(approve(), about, AbortSignal.abort())).toBeUndefined()
})

test('several questions at once are asked one after the other', async () => {
  const { person, type, shown } = terminal()
  const answers = Promise.all([1, 2, 3].map((ask) => person.ask(approve(), { ...about, ask }, never)))
  await type('y')
  expect(shown()).toContain('Question 2')
  expect(shown()).not.toContain('Question 3')
  await type('n', 'r')
  expect(await answers).toEqual([{ kind: 'yes', span: 'once' }, { kind: 'no' }, { kind: 'yes', span: 'run' }])
})

test('without a terminal the answer is no', async () => {
  const { person } = terminal({ tty: false })
  expect(await person.ask(approve(), about, never)).toEqual({ kind: 'no', because: 'no terminal to ask on' })
})

test('when the input ends there is no answer', async () => {
  const { person, input, settle } = terminal()
  const answer = person.ask(approve(), about, never)
  await settle()
  input.end()
  expect(await answer).toBeUndefined()
  expect(await person.ask(approve(), about, never)).toBeUndefined()
})

test('a form is filled field by field, each value with its type', async () => {
  const { person, type, shown } = terminal()
  const answer = person.ask(
    form({
      name: { type: 'string', title: 'Your name', minLength: 2 },
      age: { type: 'integer', minimum: 0 },
      news: { type: 'boolean' },
      color: { enum: ['red', 'blue'] },
      tags: { type: 'array', items: { type: 'string' } },
      size: { type: 'number', default: 1.5 },
      more: { type: ['string', 'null'] },
      any: {},
      __proto__: {},
    }),
    about,
    never,
  )
  await type('', 'A', 'Ana', 'x', '-1', '41', 'maybe', 'y', 'green', '2', 'a, b', '', '', '{"a": 1}')
  expect(await answer).toEqual({ kind: 'filled', values: { name: 'Ana', age: 41, news: true, color: 'blue', tags: ['a', 'b'], size: 1.5, more: null, any: { a: 1 } } })
  expect(shown()).toContain('At least 2 characters are needed.')
  expect(shown()).toContain('size (number, default 1.5)')
})
