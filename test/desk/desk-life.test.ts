import { expect, test } from 'vitest'
import type { News } from '../../engine/desk/desk.ts'
import { accept, askOf, opened, rested, until } from './desk-hands.ts'
import { memoryHome } from './memory-desk.ts'

const writeNote = `chela: 1
name: write-note
title: Write a note
inputs:
  words: string
uses:
  file.write: { path: /home/notes }
states:
  sure:
    confirm: Write it?
    expires: 5m
  write:
    call: file.write
    with: { path: /home/notes/note.txt, text: "\${ input.words }" }
  done:
    end: done
    output: "\${ write.path }"
tests:
  - name: writes
    given: { words: hello }
    person: { sure: yes }
    expect: { end: done }
`

test('a whole life: save, accept, test, rehearse, start, be asked in two windows, answer, undo', async () => {
  const home = memoryHome({ '/home/notes/other.txt': 'x' })
  const desk = await opened(home)
  expect(await desk.save('mine/write-note', writeNote, null)).toMatchObject({ kept: { id: 'mine/write-note', writable: true } })
  expect(await desk.skills()).toMatchObject([{ id: 'mine/write-note', title: 'Write a note', accepted: false, faulty: false, tests: 1, summary: { inputs: { words: {} } } }])
  expect(await desk.test(writeNote)).toMatchObject([{ passed: true }])
  await expect(desk.start({ text: writeNote, input: { words: 'hello' } })).rejects.toMatchObject({ code: 'not-accepted' })
  await accept(desk, writeNote)
  expect(await desk.skills()).toMatchObject([{ accepted: true }])
  const rehearsal = await desk.rehearse(writeNote, { words: 'hello' })
  expect(rehearsal.deeds.map(({ tool }) => tool)).toEqual(['file.write'])
  expect(await home.files.facts('/home/notes/note.txt')).toBeUndefined()

  const [one, two]: [News[], News[]] = [[], []]
  desk.watch((news) => one.push(news))
  desk.watch((news) => two.push(news))
  const { run } = await desk.start({ text: writeNote, input: { words: 'hello' } })
  const ask = await askOf(desk, run)
  expect(ask).toMatchObject({ run, skill: 'write-note', path: 'sure', question: { kind: 'confirm' } })
  await until(() => [one, two].every((heard) => heard.some((news) => news.kind === 'asks' && news.asks.length === 1)) || undefined)
  await desk.answer(run, ask.ask, { kind: 'yes', span: 'once' })
  await expect(desk.answer(run, ask.ask, { kind: 'no' })).rejects.toMatchObject({ code: 'ask-answered' })
  await rested(desk, run, 'done')
  expect(new TextDecoder().decode(await home.files.read('/home/notes/note.txt'))).toBe('hello')
  await until(() => two.some((news) => news.kind === 'run' && news.record.status === 'done') || undefined)

  await desk.undo(run)
  await rested(desk, run, 'undone')
  expect(await home.files.facts('/home/notes/note.txt')).toBeUndefined()
  expect(await desk.runText(run)).toBe(writeNote)
})
