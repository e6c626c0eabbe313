/* Steps whose entries are on the disk, against the very same bytes inserted by hand. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'libsql'
import { SqliteRunStore } from '../../../engine/adapters/sqlite-run-store.ts'
import { Runner } from '../../../engine/run/runner.ts'
import type { Entry } from '../../../engine/terms/journal.ts'
import { skillText } from '../../helpers/test-world.ts'
import { benchWorld, loopSkill, type Counter } from '../bench-world.ts'
import { interleave, clockTime } from '../measure.ts'
import { addFigure, addRatio, type Section } from '../report.ts'

const calls = 400

export async function measureDurable(section: Section): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'chela-bench-'))
  const store = new SqliteRunStore(join(folder, 'runs.db'))
  const bare = bareFile(join(folder, 'bare.db'))
  try {
    let written: readonly Entry[] = []
    let run = 0
    const sides = await interleave(
      {
        durable: async () => {
          const counter: Counter = { count: 0 }
          const name = `run${++run}`
          const world = { ...benchWorld(counter, store), ids: { next: () => name } }
          const runner = new Runner(world)
          const skill = skillText(loopSkill(calls))
          const started = clockTime()
          await (await runner.start({ skill, input: {} })).rest
          const taken = clockTime() - started
          written = store.read(name)
          return (counter.count / taken) * 1e6
        },
        bare: () => {
          const bodies = written.map((entry) => JSON.stringify(entry))
          const started = clockTime()
          for (let index = 0; index < bodies.length; index++) bare.append(`run${run}`, index + 1, written[index]?.time ?? 0, bodies[index] as string)
          return (calls / (clockTime() - started)) * 1e6
        },
      },
      { warmUp: 3, rounds: 31 },
    )
    addFigure(section, 'Chela on SqliteRunStore (two durable entries a step)', 'steps a second', sides.durable)
    addFigure(section, 'the same appends by hand', 'steps a second', sides.bare)
    addRatio(section, 'time of Chela / time by hand', sides.bare, sides.durable, 1.3)
  } finally {
    store.close()
    bare.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A file with the settings and the table of the store, and nothing around it. */
function bareFile(path: string) {
  const database = new Database(path)
  database.exec('pragma journal_mode = wal; pragma synchronous = full')
  database.exec('create table journal (run text not null, sequence integer not null, time integer not null, body text not null, primary key (run, sequence)) strict')
  const insert = database.prepare('insert into journal (run, sequence, time, body) values (?, ?, ?, ?)')
  return {
    append: (run: string, sequence: number, time: number, body: string) => insert.run([run, sequence, time, body]),
    close: () => database.close(),
  }
}
