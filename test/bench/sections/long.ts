/* Whether a run of 50,000 entries costs ten times one of 5,000: when it runs, when it is read back from the disk, in memory. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MemoryRunStore } from '../../../engine/adapters/memory-run-store.ts'
import { SqliteRunStore } from '../../../engine/adapters/sqlite-run-store.ts'
import { Runner } from '../../../engine/run/runner.ts'
import type { RunStore } from '../../../engine/terms/ports.ts'
import { skillText } from '../../helpers/test-world.ts'
import { benchWorld } from '../bench-world.ts'
import { interleave, workTime } from '../measure.ts'
import { addFigure, addRatio, type Section } from '../report.ts'

/** Elements of two calls, of two entries each. */
const sizes = { '5,000 entries': 1_250, '50,000 entries': 12_500 } as const

const skill = skillText(`chela: 1
name: long
limits: { steps: 10000000 }
inputs: { numbers: { type: array, items: { type: number } } }
states:
  all:
    each: input.numbers
    as: number
    states:
      a: { call: count.next, with: { q: "\${ number }" } }
      b: { call: count.next, with: { q: "\${ a.n }" } }
  hold: { wait: { for: door.opened } }
  done: { end: done }
`)

type Size = keyof typeof sizes

/** Entries on each side of one round, so that short runs are done often. */
const entriesARound = 50_000

export async function measureLong(section: Section): Promise<void> {
  const read: { [name in Size]: number[] } = { '5,000 entries': [], '50,000 entries': [] }
  const side = (size: Size) => async () => {
    let [running, reading, entries] = [0, 0, 0]
    while (entries < entriesARound) {
      const one = await measured(sizes[size])
      running += one.running
      reading += one.reading
      entries += one.entries
    }
    read[size].push(reading / entries)
    return running / entries
  }
  const rounds = 7
  const ran = await interleave({ '5,000 entries': side('5,000 entries'), '50,000 entries': side('50,000 entries') }, { warmUp: 2, rounds })
  tell(section, 'running', 'µs of work an entry', ran)
  tell(section, 'read back from SQLite and applied', 'µs of work an entry', { '5,000 entries': read['5,000 entries'].slice(-rounds), '50,000 entries': read['50,000 entries'].slice(-rounds) })
  // Afterwards: the collector throws away what makes code quick.
  tell(section, 'state in memory after that', 'bytes an entry', { '5,000 entries': await heldBytes(1_250), '50,000 entries': await heldBytes(12_500) })
}

function tell(section: Section, name: string, unit: string, found: { readonly [name in Size]: readonly number[] }): void {
  addFigure(section, `${name}, 5,000 entries`, unit, found['5,000 entries'])
  addFigure(section, `${name}, 50,000 entries`, unit, found['50,000 entries'])
  addRatio(section, `${name}, 50,000 / 5,000 entries`, found['50,000 entries'], found['5,000 entries'], 1.3)
}

/** Runs once in memory, puts the journal on the disk, and reads it back. */
async function measured(size: number): Promise<{ readonly running: number; readonly reading: number; readonly entries: number }> {
  return withStored(size, async (disk, run, running, entries) => {
    const runner = runnerOn(disk)
    const started = workTime()
    const { state } = await runner.load(run)
    const reading = workTime() - started
    if (state.outcome !== undefined || state.sequence !== entries) throw new Error('The run was to wait.')
    return { running, reading, entries }
  })
}

async function heldBytes(size: number): Promise<readonly number[]> {
  const found: number[] = []
  for (let round = -1; round < 3; round++) {
    const held = await withStored(size, async (disk, run, _running, entries) => {
      const runner = runnerOn(disk)
      const before = heapUsed()
      const { state } = await runner.load(run)
      const bytes = heapUsed() - before
      return state.sequence === entries ? bytes / entries : NaN
    })
    if (round >= 0) found.push(held)
  }
  return found
}

async function withStored<T>(size: number, work: (disk: RunStore, run: string, running: number, entries: number) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'chela-bench-'))
  const memory = new MemoryRunStore()
  const disk = new SqliteRunStore(join(folder, 'runs.db'))
  try {
    const input = { numbers: Array.from({ length: size }, (_, index) => index) }
    const runner = runnerOn(memory)
    const started = workTime()
    const { rest, run } = await runner.start({ skill, input })
    await rest
    const running = workTime() - started
    const entries = memory.read(run)
    disk.putText(skill.hash, skill.text)
    disk.append(run, entries)
    return await work(disk, run, running, entries.length)
  } finally {
    disk.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

function runnerOn(store: RunStore): Runner {
  const world = benchWorld({ count: 0 }, store)
  const compiled = world.machine(skill.text)
  return new Runner({ ...world, machine: () => compiled })
}

function heapUsed(): number {
  if (globalThis.gc === undefined) throw new Error('Start node with --expose-gc.')
  for (let count = 0; count < 2; count++) globalThis.gc()
  return process.memoryUsage().heapUsed
}
