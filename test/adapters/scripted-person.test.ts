import { expect, test } from 'vitest'
import { ScriptedPerson } from '../../engine/adapters/scripted-person.ts'
import type { Question } from '../../engine/terms/journal.ts'

const card = { tool: 'mail.send', words: 'send', input: {}, hash: 'abc', origins: [], led: [], undoable: false, because: '' }
const approve: Question = { kind: 'approve', card, expires: null }
const confirm: Question = { kind: 'confirm', text: 'Sure?', card: null, labels: [], expires: null }
const form: Question = { kind: 'form', text: 'Who?', form: {}, labels: [], expires: null }
const about = { run: 'r', ask: 2, path: 'each/0/sure' }
const never = new AbortController().signal

test('a deed is approved by its hash alone, once for each time the hash is given', async () => {
  const person = new ScriptedPerson({ approve: ['abc'], answers: { sure: { kind: 'yes', span: 'always' } } })
  expect(await person.ask(approve, about, never)).toEqual({ kind: 'yes', span: 'once' })
  expect(await person.ask(approve, about, never)).toEqual({ kind: 'no', because: 'no approval was given for abc' })
})

test('answers are found by path or by the name of the state', async () => {
  const person = new ScriptedPerson({ answers: { sure: { kind: 'yes', span: 'once' }, 'each/0/who': { kind: 'filled', values: { name: 'Ana' } } } })
  expect(await person.ask(confirm, about, never)).toEqual({ kind: 'yes', span: 'once' })
  expect(await person.ask(form, { ...about, path: 'each/0/who' }, never)).toEqual({ kind: 'filled', values: { name: 'Ana' } })
  expect(await person.ask(form, { ...about, path: 'constructor' }, never)).toMatchObject({ kind: 'no' })
})

test('who else there is gets the other questions', async () => {
  const person = new ScriptedPerson({ approve: ['abc'], otherwise: new ScriptedPerson({ answers: { sure: { kind: 'no', because: 'later' } } }) })
  expect(await person.ask(confirm, about, never)).toEqual({ kind: 'no', because: 'later' })
  expect(await person.ask(confirm, about, AbortSignal.abort())).toBeUndefined()
})
