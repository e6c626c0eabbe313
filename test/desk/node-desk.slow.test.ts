import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { News } from '../../engine/desk/desk.ts'
import type { OpenDesk } from '../../engine/desk/open-desk.ts'
import { openNodeDesk } from '../../engine/host/open-node-desk.ts'
import { hashText } from '../../engine/terms/hash.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'
import { accept, askOf, rested, until } from './desk-hands.ts'

const built = resolve(import.meta.dirname, '../../dist/chela.js')

interface Place {
  readonly home: string
  readonly folder: string
}

function place(): Place {
  const root = temporaryFolder()
  const folder = join(root, 'notes')
  mkdirSync(folder)
  return { home: join(root, 'home'), folder }
}

async function open({ home }: Place): Promise<OpenDesk> {
  const opened = await openNodeDesk({ home, version: '1.2.3' })
  let isOpen = true
  const close = async (): Promise<void> => {
    if (isOpen) await opened.close()
    isOpen = false
  }
  onTestFinished(close)
  return { ...opened.desk, close }
}

const writes = ({ folder }: Place): string => `chela: 1
name: write-note
uses: { file.write: { path: ${folder} } }
states:
  sure: { confirm: Write it? }
  write: { call: file.write, with: { path: ${folder}/note.txt, text: hello } }
  done: { end: done }
`

const waits = (time: string): string => `chela: 1
name: wait-long
states:
  rest: { wait: ${time} }
  done: { end: done, output: rested }
`

test('a whole life on real files: save, conflict, accept, rehearse, be asked in two windows, answer, undo', async () => {
  const here = place()
  const desk = await open(here)
  const text = writes(here)
  const note = join(here.folder, 'note.txt')
  expect((await desk.skills()).filter(({ id }) => id === 'shipped/tidy-folder')).toMatchObject([{ writable: false, faulty: false, accepted: false }])
  expect((await desk.skills()).filter(({ faulty }) => faulty)).toEqual([])
  expect(await desk.save('mine/home/write-note', text, null)).toHaveProperty('kept')
  const path = join(here.home, 'skills/home/write-note.skill.yaml')
  writeFileSync(path, `${text}# by another hand\n`)
  expect(await desk.save('mine/home/write-note', text, hashText(text))).toMatchObject({ conflict: { text: `${text}# by another hand\n` } })
  expect(await desk.save('mine/home/write-note', text, hashText(`${text}# by another hand\n`))).toHaveProperty('kept')
  await accept(desk, text)
  expect((await desk.rehearse(text, {})).deeds).toMatchObject([{ tool: 'file.write', undoable: true }])
  expect(existsSync(note)).toBe(false)

  const windows: News[][] = [[], []]
  for (const heard of windows) desk.watch((news) => heard.push(news))
  const { run } = await desk.start({ text, input: {} })
  const { ask } = await askOf(desk, run)
  await until(() => windows.every((heard) => heard.some((news) => news.kind === 'asks' && news.asks.some((one) => one.run === run))))
  await desk.answer(run, ask, { kind: 'yes', span: 'once' })
  await rested(desk, run, 'done')
  expect(readFileSync(note, 'utf8')).toBe('hello')
  const fork = await desk.fork({ run, at: 1, stepping: true })
  await desk.cancel(fork.run)
  await desk.undo(run)
  await rested(desk, run, 'undone')
  expect(existsSync(note)).toBe(false)
  expect(await desk.facts()).toEqual({ place: 'machine', version: '1.2.3', model: null, faults: [] })
})

test('a run with an open question goes on in the desk that is opened next', async () => {
  const here = place()
  const first = await open(here)
  await accept(first, writes(here))
  const { run } = await first.start({ text: writes(here), input: {} })
  const { ask } = await askOf(first, run)
  await first.close()
  const second = await open(here)
  expect((await askOf(second, run)).ask).toBe(ask)
  await second.answer(run, ask, { kind: 'yes', span: 'once' })
  await rested(second, run, 'done')
  expect(existsSync(join(here.folder, 'note.txt'))).toBe(true)
})

test('a run whose process is killed goes on in a desk; while the process lives it is left alone', async () => {
  const here = place()
  const desk = await open(here)
  const text = waits('1s')
  await desk.save('mine/wait-long', text, null)
  const child = spawn(process.execPath, [built, 'run', 'wait-long', '--home', here.home, '--accept', hashText(text)], { stdio: 'ignore' })
  onTestFinished(() => void child.kill('SIGKILL'))
  const { run } = await until(async () => (await desk.runs())[0])
  await expect(desk.resume(run)).rejects.toMatchObject({ code: 'run-held' })
  child.kill('SIGKILL')
  await desk.close()
  const next = await open(here)
  await rested(next, run, 'done')
  expect((await next.entries(run)).at(-1)).toMatchObject({ kind: 'run-ended', output: 'rested' })
})

test('a skill file that another editor changes is told of and seen at once, also inside another', async () => {
  const here = place()
  const desk = await open(here)
  const outer = 'chela: 1\nname: outer\nuses: { inner: {} }\nstates:\n  go: { run: inner }\n  done: { end: done, output: "${ go }" }\n'
  const inner = (output: string): string => `chela: 1\nname: inner\nstates:\n  done: { end: done, output: ${output} }\n`
  await desk.save('mine/outer', outer, null)
  expect((await desk.skills()).find(({ id }) => id === 'mine/outer')).toMatchObject({ faulty: true })
  const heard: News[] = []
  desk.watch((news) => heard.push(news))
  const folder = join(here.home, 'skills/parts')
  mkdirSync(folder)
  writeFileSync(join(folder, 'inner.skill.yaml'), inner('one'))
  await until(() => heard.some((news) => news.kind === 'skills' && news.ids.includes('mine/parts/inner')))
  expect((await desk.skills()).find(({ id }) => id === 'mine/outer')).toMatchObject({ faulty: false })
  for (const output of ['one', 'two']) {
    writeFileSync(join(folder, 'inner.skill.yaml'), inner(output))
    await accept(desk, outer)
    const { run } = await desk.start({ text: outer, input: {} })
    await rested(desk, run, 'done')
    expect((await desk.entries(run)).at(-1)).toMatchObject({ output })
  }
})

test('what is permitted for always holds for the next run at once, and no more when it is revoked', async () => {
  const here = place()
  mkdirSync(join(here.home, 'tools'), { recursive: true })
  writeFileSync(join(here.home, 'tools/send.tool.mjs'), sendTool)
  const desk = await open(here)
  expect((await desk.facts()).faults).toEqual([])
  const text = 'chela: 1\nname: send-it\nuses: { test.send: { to: me@example.org } }\nstates:\n  go: { call: test.send, with: { to: me@example.org } }\n  done: { end: done }\n'
  await accept(desk, text)
  const first = (await desk.start({ text, input: {} })).run
  await desk.answer(first, (await askOf(desk, first)).ask, { kind: 'yes', span: 'always' })
  await rested(desk, first, 'done')
  const second = (await desk.start({ text, input: {} })).run
  await rested(desk, second, 'done')
  const [grant] = await desk.grants()
  expect(grant).toMatchObject({ tool: 'test.send', skill: 'send-it', words: 'test.send with "to" being me@example.org' })
  await desk.revoke(grant?.id ?? '')
  expect(await desk.grants()).toEqual([])
  const third = (await desk.start({ text, input: {} })).run
  await askOf(desk, third)
  await desk.cancel(third)
})

const sendTool = `export default {
  name: 'test.send', title: 'Send', description: 'Sends.', class: 'sensitive', control: { to: 'address' }, hosts: ['node'],
  input: { type: 'object', properties: { to: { type: 'string' } }, required: ['to'] }, output: {},
  describe: ({ to }) => 'send to ' + to, perform: async () => null,
}
`

test('a policy file that is changed by hand holds for the next run, and a faulty one denies all', async () => {
  const here = place()
  const desk = await open(here)
  const text = 'chela: 1\nname: look\nuses: { file.list: { folder: /tmp } }\nstates:\n  look: { call: file.list, with: { folder: /tmp } }\n  done: { end: done }\n'
  await accept(desk, text)
  const path = join(here.home, 'policy.yaml')
  for (const [policy, status] of [['chela: 1\nrules: [ { deny: file.* } ]\n', 'failed'], ['chela: 1\n', 'done'], ['chela: 7\n', 'failed']] as const) {
    writeFileSync(path, policy)
    const { run } = await desk.start({ text, input: {} })
    await rested(desk, run, status)
  }
  expect((await desk.facts()).faults).toMatchObject([expect.stringContaining('every deed is denied')])
  const { hash } = await desk.policy()
  expect(await desk.savePolicy('', hash)).toHaveProperty('saved')
  expect(existsSync(path)).toBe(false)
})
