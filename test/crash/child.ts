/*
 * A process that drives one run on the SQLite store and real files, and kills itself where it is told to. Its tools write
 * each real doing as a line into `deeds`, so that a test can count what was done whatever the journal says.
 */
import { appendFileSync, existsSync, readFileSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { FileBlobStore } from '../../engine/adapters/file-blob-store.ts'
import { nodeFiles } from '../../engine/adapters/node-files.ts'
import { SqliteRunStore } from '../../engine/adapters/sqlite-run-store.ts'
import { SystemClock } from '../../engine/adapters/system-clock.ts'
import { noPolicy } from '../../engine/gate/policy.ts'
import { makeWorld } from '../../engine/make-world.ts'
import { Runner } from '../../engine/run/runner.ts'
import type { SkillText, World } from '../../engine/run/world.ts'
import { hashText } from '../../engine/terms/hash.ts'
import type { Entry, PersonAnswer } from '../../engine/terms/journal.ts'
import type { JsonObject } from '../../engine/terms/json.ts'
import type { FileSystem, ToolPorts } from '../../engine/terms/ports.ts'
import { defineTool } from '../../engine/tools/define-tool.ts'
import { fileList } from '../../engine/tools/builtin/file/list.ts'
import { fileMove } from '../../engine/tools/builtin/file/move.ts'
import { fileRestore } from '../../engine/tools/builtin/file/restore.ts'
import { fileWrite } from '../../engine/tools/builtin/file/write.ts'
import { createToolbox } from '../../engine/tools/toolbox.ts'

/** `after`, `before`: the entry of this number is made durable; `deed`: the nth doing of a tool begins, or is done. */
export interface Order {
  readonly folder: string
  readonly command: 'start' | 'resume' | 'settle' | 'undo' | 'hold'
  readonly skill: string
  readonly texts: { readonly [name: string]: string }
  readonly person: { readonly [state: string]: PersonAnswer }
  readonly happened?: boolean
  readonly kill?: { readonly at: 'after' | 'before' | 'deed-begins' | 'deed-done'; readonly number: number }
}

const order = JSON.parse(process.argv[2] ?? '') as Order
const { folder, kill } = order
const deeds = join(folder, 'deeds')

function die(at: NonNullable<Order['kill']>['at'], number: number): void {
  if (kill?.at === at && kill.number === number) process.kill(process.pid, 'SIGKILL')
}

class DyingStore extends SqliteRunStore {
  override append(run: string, entries: readonly Entry[]): void {
    for (const { sequence } of entries) die('before', sequence)
    super.append(run, entries)
    for (const { sequence } of entries) die('after', sequence)
  }
}

let done = 0

/** Something is changed here and now: each is counted, and may be the last thing this process does. */
async function doing<T>(work: () => T | Promise<T>): Promise<T> {
  const number = ++done
  die('deed-begins', number)
  const result = await work()
  die('deed-done', number)
  return result
}

const lines = () => (existsSync(deeds) ? readFileSync(deeds, 'utf8').split('\n').filter((line) => line !== '') : [])
const isWritten = (key: string) => lines().some((line) => line.startsWith(`${key} `))
const write = (key: string, what: string, input: JsonObject) => doing(() => appendFileSync(deeds, `${key} ${what} ${JSON.stringify(input)}\n`))

const text = { type: 'object', properties: { text: { type: 'string' } }, required: ['text'] } as const
const answer = { type: 'object', properties: { done: { type: 'boolean' } }, required: ['done'] } as const
const plain = { description: 'Writes a line.', input: text, output: answer, class: 'reversible', timeout: 5000, describe: ({ text: what }: { text: string }) => `write ${what}` } as const

/** Can tell afterwards; can be taken back. */
const noteAdd = defineTool({
  ...plain,
  name: 'note.add',
  title: 'Add a note',
  perform: async (input, call) => {
    await write(call.key, 'note.add', input)
    return { done: true }
  },
  check: async (_input, call) => ({ happened: isWritten(call.key), output: { done: true } }),
  undo: (input) => ({ tool: 'note.drop', input: { text: input.text } }),
})
const noteDrop = defineTool({
  ...plain,
  name: 'note.drop',
  title: 'Drop a note',
  perform: async (input, call) => {
    await write(call.key, 'note.drop', input)
    return { done: true }
  },
  check: async (_input, call) => ({ happened: isWritten(call.key), output: { done: true } }),
  undo: () => undefined,
})
/** The same key twice is the same as once. */
const samePut = defineTool({
  ...plain,
  name: 'same.put',
  title: 'Put once',
  idempotent: true,
  perform: async (input, call) => {
    if (!isWritten(call.key)) await write(call.key, 'same.put', input)
    return { done: true }
  },
  undo: () => undefined,
})
/** Neither can tell nor may be done twice. */
const blindPush = defineTool({
  ...plain,
  name: 'blind.push',
  title: 'Push blindly',
  perform: async (input, call) => {
    await write(call.key, 'blind.push', input)
    return { done: true }
  },
  undo: () => undefined,
})

function dyingFiles(files: FileSystem): FileSystem {
  return {
    ...files,
    write: (...args) => doing(() => files.write(...args)),
    move: (...args) => doing(() => files.move(...args)),
    makeFolder: (...args) => doing(() => files.makeFolder(...args)),
    removeFile: (...args) => doing(() => files.removeFile(...args)),
    removeEmptyFolder: (...args) => doing(() => files.removeEmptyFolder(...args)),
  }
}

function makeDyingWorld(): World {
  const clock = new SystemClock()
  const files = dyingFiles(nodeFiles({ home: join(folder, 'home') }))
  const noMemory = { get: () => undefined, set: () => {}, forget: () => false, all: () => ({}) }
  const ports: ToolPorts = { clock, files, memory: noMemory, blobs: new FileBlobStore(join(folder, 'blobs')), notify: async () => {} }
  return makeWorld({
    clock,
    ids: { next: () => 'run' },
    store: new DyingStore(join(folder, 'runs.db')),
    toolbox: createToolbox([noteAdd, noteDrop, samePut, blindPush, fileList, fileMove, fileRestore, fileWrite]),
    skills: { find: (name) => (order.texts[name] === undefined ? undefined : skillText(name)) },
    ports,
    person: { ask: async (_question, { path }) => order.person[path.slice(path.lastIndexOf('/') + 1)] },
    model: undefined,
    policy: noPolicy,
    grants: [],
    contract: undefined,
    accepted: () => true,
    keepGrant: () => {},
  })
}

function skillText(name: string): SkillText {
  const known = order.texts[name] ?? ''
  return { name, text: known, hash: hashText(known) }
}

function tell(result: JsonObject): void {
  writeSync(1, `${JSON.stringify(result)}\n`)
}

async function obey(runner: Runner): Promise<JsonObject> {
  const { command, skill } = order
  if (command === 'undo') {
    const { undone } = await runner.undo('run')
    return { status: undone ? 'undone' : 'not undone' }
  }
  const input = { folder: join(folder, 'work') }
  const handle =
    command === 'start' ? await runner.start({ skill: skillText(skill), input }) : command === 'settle' ? await runner.settle('run', order.happened === true, { done: true }) : await runner.resume('run')
  if (command === 'hold' || existsSync(join(folder, 'hold'))) {
    writeFileSync(join(folder, 'held'), '')
    tell({ status: 'held' })
  }
  const { status } = await handle.rest
  const ended = (await runner.world.store.read('run')).findLast((entry) => entry.kind === 'run-ended')
  return { status, output: ended?.kind === 'run-ended' ? ended.output : null }
}

const world = makeDyingWorld()
try {
  tell(await obey(new Runner(world)))
} catch (error) {
  const { code = '', message = '' } = error as { code?: string; message?: string }
  tell({ status: 'refused', code, message })
}
await world.store.close()
