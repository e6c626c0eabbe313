/* What a run costs that waits for an event: on the disk, and in memory while a process holds it. */
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SqliteRunStore } from '../../../engine/adapters/sqlite-run-store.ts'
import { MemoryRunStore } from '../../../engine/adapters/memory-run-store.ts'
import { Runner, type RunHandle } from '../../../engine/run/runner.ts'
import type { Entry } from '../../../engine/terms/journal.ts'
import { skillText } from '../../helpers/test-world.ts'
import { benchWorld } from '../bench-world.ts'
import { addFigure, type Section } from '../report.ts'

const runs = 1_000

const skill = skillText(`chela: 1
name: waiting
inputs: { folder: string }
states:
  look: { call: count.next, with: { q: 1 } }
  hold: { wait: { for: door.opened } }
  done: { end: done, output: "\${ look.n }" }
`)

export async function measureWaiting(section: Section): Promise<void> {
  const journal: number[] = []
  const heap: number[] = []
  const disk: number[] = []
  for (let round = -1; round < 5; round++) {
    const measured = await inMemory()
    const file = await onDisk()
    if (round < 0) continue
    journal.push(measured.journal)
    heap.push(measured.heap)
    disk.push(file)
  }
  addFigure(section, 'entries of its journal as JSON', 'bytes a run', journal)
  addFigure(section, 'its part of the SQLite file', 'bytes a run', disk)
  addFigure(section, 'its state in memory, handle and drive included', 'bytes a run', heap)
}

/** Counts what is written and keeps nothing of it, so that the heap holds states only. */
class CountingStore extends MemoryRunStore {
  bytes = 0

  override append(_run: string, entries: readonly Entry[]): void {
    for (const entry of entries) this.bytes += Buffer.byteLength(JSON.stringify(entry))
  }
}

async function inMemory(): Promise<{ readonly journal: number; readonly heap: number }> {
  const store = new CountingStore()
  const world = benchWorld({ count: 0 }, store)
  const compiled = world.machine(skill.text)
  const runner = new Runner({ ...world, machine: () => compiled })
  const held: RunHandle[] = []
  await startAll(runner, held, 50)
  store.bytes = 0
  const before = heapUsed()
  await startAll(runner, held, runs)
  const heap = (heapUsed() - before) / runs
  if (held.length !== runs + 50) throw new Error('A run was lost.')
  return { journal: store.bytes / runs, heap }
}

async function onDisk(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'chela-bench-'))
  const path = join(folder, 'runs.db')
  try {
    const store = new SqliteRunStore(path)
    const world = benchWorld({ count: 0 }, store)
    const compiled = world.machine(skill.text)
    await startAll(new Runner({ ...world, machine: () => compiled }), [], runs)
    store.close()
    return statSync(path).size / runs
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function startAll(runner: Runner, held: RunHandle[], count: number): Promise<void> {
  for (let index = 0; index < count; index++) {
    const handle = await runner.start({ skill, input: { folder: `/home/person/${index}` } })
    const { status } = await handle.rest
    if (status !== 'waiting') throw new Error(`The run ${status}, but was to wait.`)
    held.push(handle)
  }
}

function heapUsed(): number {
  if (globalThis.gc === undefined) throw new Error('Start node with --expose-gc.')
  for (let count = 0; count < 3; count++) globalThis.gc()
  return process.memoryUsage().heapUsed
}
