import { expect, onTestFinished, test } from 'vitest'
import { servedDesk } from '../../editor/link/served-desk.ts'
import type { Desk, News } from '../../engine/desk/desk.ts'
import { accept, askOf, opened, rested, until } from '../desk/desk-hands.ts'
import { memoryHome } from '../desk/memory-desk.ts'
import { someServer } from './ask-server.ts'

const note = `chela: 1
name: write-note
title: Write a note
inputs:
  words: string
uses:
  file.write: { path: /home/notes }
states:
  door:
    wait: { for: door.opened }
  sure:
    confirm: Write it?
    expires: 5m
  write:
    call: file.write
    with: { path: /home/notes/note.txt, text: "\${ input.words }" }
  done: { end: done }
tests:
  - name: writes
    given: { words: hello }
    events: [ { event: door.opened } ]
    person: { sure: yes }
    expect: { end: done }
`

/** The real desk behind a real server, with a window on it that counts which operations it used. */
async function windowOn(desk: Desk): Promise<{ readonly page: Desk; readonly again: () => Desk; readonly used: Set<string> }> {
  const server = await someServer({ desk })
  const used = new Set<string>()
  const again = (): Desk => {
    const served = servedDesk(server.address, server.token, { first: 10, longest: 50 })
    onTestFinished(() => served.connection.close())
    return new Proxy(served.desk, { get: (target, name: string) => (used.add(name), (target as unknown as { readonly [name: string]: unknown })[name]) })
  }
  return { page: again(), again, used }
}

test('a whole life of a skill in two windows over HTTP, with every operation of the desk', async () => {
  const home = memoryHome({ '/home/notes/other.txt': 'x' })
  const desk = await opened(home)
  const { page, again, used } = await windowOn(desk)
  const other = again()
  const heard: News[] = []
  other.watch((news) => heard.push(news))
  expect([await page.facts(), await page.tools()]).toEqual(JSON.parse(JSON.stringify([await desk.facts(), await desk.tools()])))

  const kept = await page.save('mine/write-note', note, null)
  const hash = 'kept' in kept ? kept.kept.hash : ''
  expect(await other.save('mine/write-note', `${note}# other\n`, null)).toMatchObject({ conflict: { text: note } })
  await page.keepBeside('mine/write-note', { door: { x: 1 } })
  expect(await page.move('mine/write-note', 'mine/notes/write-note', hash)).toMatchObject({ kept: { id: 'mine/notes/write-note' } })
  expect(await page.read('mine/notes/write-note')).toMatchObject({ text: note, sidecar: { door: { x: 1 } } })
  expect(await page.read('mine/nothing')).toBeNull()
  expect(await page.skills()).toMatchObject([{ id: 'mine/notes/write-note', accepted: false }])
  expect(await page.test(note)).toMatchObject([{ name: 'writes' }])

  await expect(page.start({ text: note, input: { words: 'x' } })).rejects.toMatchObject({ name: 'ChelaError', code: 'not-accepted' })
  await accept(page, note)
  const { envelope } = await page.rehearse(note, { words: 'hello' }, { sure: { kind: 'yes', span: 'once' } })
  const { run } = await page.start({ text: note, input: { words: 'hello' }, envelope })
  const told: number[] = []
  other.watch((news) => news.kind === 'entry' && told.push(news.entry.sequence), { run, after: 0 })
  await page.pause(run)
  await rested(other, run, 'paused')
  await page.resume(run)
  await page.send(run, 'door.opened', {})
  const { ask } = await askOf(other, run)
  await page.answer(run, ask, { kind: 'yes', span: 'once' })
  await expect(other.answer(run, ask, { kind: 'no' })).rejects.toMatchObject({ name: 'ChelaError' })
  await rested(other, run, 'done')
  expect(await page.runText(run)).toBe(note)
  expect(await page.view(run)).toMatchObject(await other.view(run, (await page.entries(run)).length))
  await expect(page.whyNot(run, 1, 'nowhere')).rejects.toMatchObject({ name: 'ChelaError' })
  const called = (await page.entries(run)).find((entry) => entry.kind === 'tool-called')?.sequence ?? 0
  expect(await page.deedWords(run, [called, 1])).toEqual([{ entry: called, words: expect.stringContaining('note.txt'), back: expect.stringContaining('note.txt') }])
  expect(new TextDecoder().decode(await home.files.read('/home/notes/note.txt'))).toBe('hello')

  const fork = await page.fork({ run, at: 1, change: { sequence: 1, value: { words: 'other' } } })
  await page.step(fork.run)
  await page.cancel(fork.run)
  await expect(page.settle(run, true, null)).rejects.toMatchObject({ name: 'ChelaError' })
  await page.undo(run)
  await rested(page, run, 'undone')
  const { length } = await page.entries(run)
  await until(() => told.length === length)
  expect(told).toEqual(Array.from({ length }, (_, index) => index + 1))

  const policy = await page.policy()
  expect(await page.savePolicy('chela: 1\nrules: []\n', policy.hash)).toHaveProperty('saved')
  expect(await other.savePolicy('', policy.hash)).toMatchObject({ conflict: 'chela: 1\nrules: []\n' })
  const synonyms = await page.synonyms()
  const groups = 'chela: 1\ngroups:\n  - [note, memo]\n'
  expect(await page.saveSynonyms(groups, synonyms.hash)).toHaveProperty('saved')
  expect(await other.saveSynonyms('', synonyms.hash)).toMatchObject({ conflict: groups })
  expect(await page.grants()).toEqual([])
  await page.revoke('0'.repeat(64))
  expect(await page.model()).toEqual({ settings: null, from: null, local: false, key: false, fault: null })
  await expect(page.chooseModel({ profile: 'ollama', name: 'qwen3' }, 'key')).rejects.toMatchObject({ code: 'no-model' })
  await expect(page.tryModel()).rejects.toMatchObject({ code: 'no-model' })
  await expect(page.forgetModel()).rejects.toMatchObject({ code: 'no-model' })
  expect(await page.egress(5)).toEqual({ keeps: false, entries: [] })
  await expect(page.keepEgress(true)).rejects.toMatchObject({ code: 'no-model' })
  await expect(page.changeContract(run, { words: 'Write it.', allowed: [], required: [], limits: [], until: undefined })).rejects.toMatchObject({ name: 'ChelaError' })
  expect(await page.ask('write a note with the words hello', { skill: 'write-note' })).toMatchObject({ usedModel: false, skill: { name: 'write-note' } })
  await expect(page.revise(note, 'say no first')).rejects.toMatchObject({ name: 'ChelaError', message: expect.stringContaining('No language model') })
  expect(await other.memory()).toEqual(await desk.memory())
  const noMemory = { name: 'ChelaError', message: 'Nothing is remembered here.' }
  await expect(page.rememberFact('home_town', 'Ghent')).rejects.toMatchObject(noMemory)
  await expect(page.forgetFact('home_town')).rejects.toMatchObject(noMemory)
  await expect(page.unlockMemory('none')).rejects.toMatchObject(noMemory)
  await expect(page.lockMemory()).rejects.toMatchObject(noMemory)
  await expect(page.protectMemory('a long passphrase')).rejects.toMatchObject(noMemory)
  await page.unaccept(hash)
  expect((await page.report(note)).texts[0]?.accepted).toBe(false)
  expect(await page.remove('mine/notes/write-note', hash)).toEqual({ removed: true })
  await until(() => heard.some((news) => news.kind === 'skills') && heard.some((news) => news.kind === 'run' && news.record.status === 'undone'))
  const all = Object.keys(desk).filter((name) => name !== 'close')
  expect(all.filter((name) => !used.has(name))).toEqual([])
})
