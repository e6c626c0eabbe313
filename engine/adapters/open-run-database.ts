import { closeSync, mkdirSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'libsql'
import { ChelaError } from '../terms/failure.ts'
import { foreignHands } from './foreign-hands.ts'
import { storeFault } from './store-fault.ts'

/** Marks the file as ours: "chel" in ASCII. */
const applicationId = 0x6368656c

/** Step n leads from version n to version n + 1. Steps are never changed, only added. */
const migrations = [
  `create table journal (
     run text not null, sequence integer not null, time integer not null, body text not null,
     primary key (run, sequence)
   ) strict;
   create table runs (
     run text not null primary key, skill text not null, hash text not null, mode text not null,
     status text not null, started integer not null, phase text not null
   ) strict, without rowid;
   create index runs_by_start on runs (started desc, run desc);
   create table texts (hash text not null primary key, text text not null) strict;
   create table claims (run text not null primary key, owner text not null, until integer not null) strict, without rowid;`,
]

export const runDatabaseVersion = migrations.length

/**
 * Opens the database of runs at `path`, made with its folder when missing, readable by its owner only.
 * Throws ChelaError `store-…` with a plain sentence when it can not be used.
 */
export function openRunDatabase(path: string, busyTimeout: number): Database.Database {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    requireOwn(path)
    closeSync(openSync(path, 'a', 0o600))
    const database = new Database(path)
    try {
      prepare(database, path, busyTimeout)
      return database
    } catch (error) {
      database.close()
      throw error
    }
  } catch (error) {
    throw storeFault(error, path)
  }
}

/** A journal says what is undone and how: nobody else may have written it. */
function requireOwn(path: string): void {
  const hands = foreignHands(path)
  if (hands === undefined) return
  throw new ChelaError('store-foreign', `${path} ${hands}, so its journals can not be trusted.`, {
    help: 'Move this file away, or name another place with CHELA_HOME.',
    facts: { path },
  })
}

/** Gives one number that a pragma answers. */
export function pragmaNumber(database: Database.Database, name: string): number {
  const row = database.prepare(`pragma ${name}`).get([]) as { readonly [key: string]: number } | undefined
  return row?.[name] ?? 0
}

/** Throws ChelaError unless the file is empty or a database of runs that this version can read. */
export function checkRunDatabase(database: Database.Database, path: string): void {
  const version = pragmaNumber(database, 'user_version')
  const id = pragmaNumber(database, 'application_id')
  const tables = database.prepare('select count(*) as count from sqlite_schema').get([]) as { readonly count: number }
  if (id === applicationId && version > runDatabaseVersion) {
    throw new ChelaError('store-newer', `${path} was written by a newer version of Chela.`, {
      help: 'Install the newer version again, or name another place with CHELA_HOME.',
      facts: { path, version },
    })
  }
  if (id === applicationId || (id === 0 && version === 0 && tables.count === 0)) return
  throw new ChelaError('store-not-a-database', `${path} is a database, but not one of runs.`, {
    help: 'Move this file away, or name another place with CHELA_HOME.',
    facts: { path },
  })
}

function prepare(database: Database.Database, path: string, busyTimeout: number): void {
  database.exec(`pragma busy_timeout = ${Math.max(0, Math.floor(busyTimeout))}`)
  checkRunDatabase(database, path)
  database.exec('pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on')
  if (pragmaNumber(database, 'user_version') < runDatabaseVersion) migrate(database)
}

function migrate(database: Database.Database): void {
  database.exec('begin immediate')
  try {
    for (const step of migrations.slice(pragmaNumber(database, 'user_version'))) database.exec(step)
    database.exec(`pragma application_id = ${applicationId}; pragma user_version = ${runDatabaseVersion}`)
    database.exec('commit')
  } catch (error) {
    database.exec('rollback')
    throw error
  }
}
