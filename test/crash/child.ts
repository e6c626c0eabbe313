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
import { readSkill } from '../../engine/check/read-skill.ts'
import { compileSkill } from '../../engine/compile/compile-skill.ts'
import type { Machine } from '../../engine/compile/machine.ts'
import { parseDocument } from '../../engine/document/parse-document.ts'
import { noPolicy } from '../../engine/gate/policy.ts'
import { Runner, type RunHandle } from '../../engine/run/runner.ts'
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

/** What is done with the run of one folder. `end`: it is taken up until it ends, and what is unknown settled as it truly is. */
export interface Job {
  readonly folder: string
  readonly command: 'start' | 'resume' | 'settle' | 'undo' | 'end'
  readonly happened?: boolean
  readonly kill?: Kill
}

/** `after`, `before`: the entry of this number is made durable; `deed-…`: the nth doing of a tool begins, or is done. */
export interface Kill {
  readonly at: 'after' | 'before' | 'deed-begins' | 'deed-done'
  readonly number: number
}

export interface Order {
  readonly skill: string
  readonly texts: { readonly [name: string]: string }
  readonly person: { readonly [state: string]: PersonAnswer }
  readonly jobs: readonly Job[]
}

const order = JSON.parse(process.argv[2] ?? '') as Order
let job = order.jobs[0] as Job
let done = 0

function die(at: Kill['at'], number: number): void {
  if (job.kill?.at === at && job.kill.number === number) process.kill(process.pid, 'SIGKILL')
}

class DyingStore extends SqliteRunStore {
  override append(run: string, entries: readonly Entry[]): void {
    for (const { sequence } of entries) die('before', sequence)
    super.append(run, entries)
    for (const { sequence } of entries) die('after', sequence)
  }
}

/** Something is changed here and now: each is counted, and may be the last thing this process does. */
async function doing<T>(work: () => T | Promise<T>): Promise<T> {
  const number = ++done
  die('deed-begins', number)
  const result = await work()
  die('deed-done', number)
  return result
}

const deeds = () => join(job.folder, 'deeds')
const lines = () => (existsSync(deeds()) ? readFileSync(deeds(), 'utf8').split('\n').filter((line) => line !== '') : [])
const isWritten = (key: string) => lines().some((line) => line.startsWith(`${key} `))
const write = (key: string, what: string, input: JsonObject) => doing(() => appendFileSync(deeds(), `${key} ${what} ${JSON.stringify(input)}\n`))

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

/** Waits until the test lets it go on; tells that it waits. */
const gatePass = defineTool({
  ...plain,
  name: 'gate.pass',
  title: 'Wait for a sign',
  class: 'read',
  timeout: 60_000,
  perform: async (_input, call) => {
    writeFileSync(join(job.folder, `held-${process.pid}`), '')
    while (!existsSync(join(job.folder, 'go')) && !call.signal.aborted) await new Promise((resolve) => setTimeout(resolve, 5))
    return { done: true }
  },
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

const toolbox = createToolbox([gatePass, noteAdd, noteDrop, samePut, blindPush, fileList, fileMove, fileRestore, fileWrite])
const known = new Map<string, Machine>()

/** The texts are sound: they are not checked again in each process. */
function machine(text: string): Machine {
  const made = known.get(text) ?? compileSkill(readSkill(parseDocument(text), () => {}))
  known.set(text, made)
  return made
}

function makeDyingWorld(): World {
  const { folder } = job
  const clock = new SystemClock()
  const files = dyingFiles(nodeFiles({ home: join(folder, 'home') }))
  const noMemory = { get: () => undefined, fact: () => undefined, set: () => {}, forget: () => false, all: () => ({}), facts: () => [] }
  const ports: ToolPorts = { clock, files, memory: noMemory, blobs: new FileBlobStore(join(folder, 'blobs')), notify: async () => {} }
  return {
    clock,
    ids: { next: () => 'run' },
    store: new DyingStore(join(folder, 'runs.db')),
    tools: toolbox,
    machine,
    skills: { find: (name) => (order.texts[name] === undefined ? undefined : skillText(name)) },
    ports,
    person: { ask: async (_question, { path }) => order.person[path.slice(path.lastIndexOf('/') + 1)] },
    model: undefined,
    policy: noPolicy,
    grants: [],
    contract: undefined,
    accepted: () => true,
    keepGrant: () => {},
  }
}

function skillText(name: string): SkillText {
  const text = order.texts[name] ?? ''
  return { name, text, hash: hashText(text) }
}

async function endOf(world: World, handle: RunHandle): Promise<JsonObject> {
  const { status } = await handle.rest
  const ended = (await world.store.read('run')).findLast((entry) => entry.kind === 'run-ended')
  return { status, output: ended?.kind === 'run-ended' ? ended.output : null }
}

async function obey(world: World): Promise<JsonObject> {
  const runner = new Runner(world)
  const { command } = job
  if (command === 'undo') return { status: (await runner.undo('run')).undone ? 'undone' : 'not undone' }
  if (command === 'settle') return endOf(world, await runner.settle('run', job.happened === true, { done: true }))
  const entries = await world.store.read('run')
  if (command === 'start' || entries.length === 0) return endOf(world, await runner.start({ skill: skillText(order.skill), input: { folder: join(job.folder, 'work') } }))
  const last = entries.at(-1)
  if (command === 'end' && last?.kind === 'run-ended') return { status: last.outcome, output: last.output }
  let end = await endOf(world, await runner.resume('run'))
  for (let round = 0; command === 'end' && end['status'] === 'unknown' && round < 5; round++) end = await endOf(world, await runner.settle('run', await isTrue(world), { done: true }))
  return end
}

/** Whether the deed that nobody knows of took place. */
async function isTrue(world: World): Promise<boolean> {
  const entries = await world.store.read('run')
  const unknown = entries.findLast((entry) => entry.kind === 'outcome-unknown')
  const call = unknown?.kind === 'outcome-unknown' ? entries[unknown.call - 1] : undefined
  return call?.kind === 'tool-called' && isWritten(call.key)
}

for (const next of order.jobs) {
  job = next
  done = 0
  const world = makeDyingWorld()
  let told: JsonObject
  try {
    told = await obey(world)
  } catch (error) {
    const { code = '', message = '' } = error as { code?: string; message?: string }
    told = { status: 'refused', code, message }
  }
  await world.store.close()
  writeSync(1, `${JSON.stringify(told)}\n`)
}
