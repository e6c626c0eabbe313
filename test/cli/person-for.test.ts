import { expect, test } from 'vitest'
import { personFor } from '../../engine/cli/person-for.ts'
import type { Question } from '../../engine/terms/journal.ts'

const hash = 'a'.repeat(64)
const shows = (more: object = {}): Question => ({
  kind: 'confirm',
  text: 'Sure?',
  card: { tool: 'file.trash', words: 'Trash it', input: {}, hash, origins: [], led: [], undoable: true, because: '', ...more },
  labels: [],
  expires: null,
})
const about = { run: 'r', ask: 2, path: 'sure' }
const never = new AbortController().signal

test('an approved rehearsal answers the confirm of a deed as often as it was rehearsed, and none of one that always asks', async () => {
  const { person, cover } = personFor({})
  cover([hash, hash])
  const ask = (question: Question) => person.ask(question, about, never)
  expect(await ask(shows({ onlyOnce: true }))).toMatchObject({ kind: 'no' })
  expect([await ask(shows()), await ask(shows()), await ask(shows())].map((answer) => answer?.kind)).toEqual(['yes', 'yes', 'no'])
})
