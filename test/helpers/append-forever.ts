/* A process that appends to a run until it is killed or has done enough, and tells each entry that the store took. */
import { writeSync } from 'node:fs'
import { SqliteRunStore } from '../../engine/adapters/sqlite-run-store.ts'
import { StoreConflict } from '../../engine/terms/ports.ts'
import { answered, called, started } from './some-entries.ts'

const [path = '', run = '', mode = '', count = '0'] = process.argv.slice(2)
const store = new SqliteRunStore(path)

if (mode === 'alone') {
  store.append(run, [started()])
  writeSync(1, '1\n')
  for (let sequence = 2; ; sequence += 2) {
    const both = [called(sequence), answered(sequence + 1, sequence)]
    if (sequence % 3 === 0) store.append(run, both)
    else for (const entry of both) store.append(run, [entry])
    writeSync(1, `${sequence + 1}\n`)
  }
}

/* Competes with others for every number up to `count`; tells the numbers it won. */
for (let sequence = 2; sequence <= Number(count); sequence += 1) {
  try {
    store.append(run, [called(sequence, { from: String(process.pid), to: '' })])
    writeSync(1, `${sequence}\n`)
  } catch (error) {
    if (!(error instanceof StoreConflict)) throw error
  }
}
store.close()
