import { existsSync } from 'node:fs'
import Database from 'libsql'
import { checkRunDatabase } from './open-run-database.ts'
import { storeFault } from './store-fault.ts'

/** What `checkRunStore` found: `problems` are sentences; none means that the file is sound. */
export interface RunStoreHealth {
  readonly exists: boolean
  readonly runs: number
  readonly entries: number
  readonly problems: readonly string[]
}

/** Looks through the runs file for damage and for journals with gaps. Never throws and makes no file. */
export function checkRunStore(path: string): RunStoreHealth {
  if (!existsSync(path)) return { exists: false, runs: 0, entries: 0, problems: [] }
  let database: Database.Database | undefined
  try {
    database = new Database(path)
    database.exec('pragma busy_timeout = 2000')
    checkRunDatabase(database, path)
    return { exists: true, ...inspect(database) }
  } catch (error) {
    return { exists: true, runs: 0, entries: 0, problems: [storeFault(error, path).message] }
  } finally {
    database?.close()
  }
}

function inspect(database: Database.Database): Omit<RunStoreHealth, 'exists'> {
  const count = (query: string) => (database.prepare(query).get([]) as { readonly count: number }).count
  const names = (query: string) => database.prepare(query).all([]) as { readonly run: string }[]
  if (count('select count(*) as count from sqlite_schema') === 0) return { runs: 0, entries: 0, problems: [] }
  const damage = (database.prepare('pragma quick_check(20)').all([]) as { readonly quick_check: string }[])
    .map((row) => row.quick_check)
    .filter((line) => line !== 'ok')
    .map((line) => `The file is damaged: ${line}.`)
  const gaps = names('select run from journal group by run having count(*) <> max(sequence) or min(sequence) <> 1 limit 20')
    .map(({ run }) => `The journal of run ${run} has a gap.`)
  const strays = names('select distinct run from journal where run not in (select run from runs) limit 20')
    .map(({ run }) => `The journal of run ${run} has no record.`)
  const empty = names('select run from runs where run not in (select run from journal) limit 20')
    .map(({ run }) => `The record of run ${run} has no journal.`)
  return {
    runs: count('select count(*) as count from runs'),
    entries: count('select count(*) as count from journal'),
    problems: [...damage, ...gaps, ...strays, ...empty],
  }
}
