import { execFile } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import type { Entry, PersonAnswer } from '../../engine/terms/journal.ts'
import { SqliteRunStore } from '../../engine/adapters/sqlite-run-store.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'
import type { Job, Kill, Order } from './child.ts'

export interface Tale {
  readonly texts: { readonly [name: string]: string }
  readonly person?: { readonly [state: string]: PersonAnswer }
}

export interface Life {
  readonly killed: boolean
  readonly status: string
  readonly output?: unknown
  readonly code?: string
  readonly message?: string
}

/** Starts a process that does jobs one after another; gives how each ended, and the one it was killed in. */
export function work(file: string, tale: Tale, jobs: readonly Job[]): Promise<readonly Life[]> {
  const { texts, person = {} } = tale
  const order: Order = { skill: Object.keys(texts)[0] as string, texts, person, jobs }
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [file, JSON.stringify(order)], { timeout: 60_000 }, (error, stdout, stderr) => {
      const killed = error?.signal === 'SIGKILL'
      if (error !== null && !killed) return reject(new Error(`${error.message}\n${stderr}`))
      const told = stdout.split('\n').flatMap((line) => (line === '' ? [] : [{ killed: false, ...(JSON.parse(line) as object) } as Life]))
      resolve(killed ? [...told, { killed, status: 'killed' }] : told)
    })
  })
}

/** One run of a tale in a folder of its own; its processes are started one after another. */
export class Lives {
  readonly folder: string
  private readonly file: string
  private readonly tale: Tale

  constructor(file: string, tale: Tale) {
    this.file = file
    this.tale = tale
    this.folder = temporaryFolder()
    mkdirSync(join(this.folder, 'work'))
    mkdirSync(join(this.folder, 'home'))
    for (const name of ['a', 'b', 'c']) writeFileSync(join(this.folder, 'work', `${name}.txt`), name)
  }

  async live(command: Job['command'], kill?: Kill, happened?: boolean): Promise<Life> {
    const [life] = await work(this.file, this.tale, [{ folder: this.folder, command, ...(kill && { kill }), ...(happened !== undefined && { happened }) }])
    return life as Life
  }

  entries(): readonly Entry[] {
    const store = new SqliteRunStore(join(this.folder, 'runs.db'))
    try {
      return store.read('run')
    } finally {
      store.close()
    }
  }

  /** Each real doing: key, tool and input. */
  deeds(): readonly string[] {
    try {
      return readFileSync(join(this.folder, 'deeds'), 'utf8').split('\n').filter((line) => line !== '')
    } catch {
      return []
    }
  }

  /** What can be compared between two lives of one tale: files with their content, deeds without their keys. */
  world(): { readonly files: readonly string[]; readonly deeds: readonly string[]; readonly twice: readonly string[] } {
    const keys = this.deeds().map((line) => line.slice(0, line.indexOf(' ')))
    return {
      files: filesIn(join(this.folder, 'work')),
      deeds: this.deeds().map((line) => line.slice(line.indexOf(' ') + 1)).sort(),
      twice: keys.filter((key, index) => keys.indexOf(key) !== index),
    }
  }
}

function filesIn(root: string): string[] {
  const names = readdirSync(root, { recursive: true }) as string[]
  return names.map((name) => join(root, name)).map((path) => (statSync(path).isFile() ? `${relative(root, path)}: ${readFileSync(path, 'utf8')}` : `${relative(root, path)}/`)).sort()
}

/** Does work on all of a list, two at a time. */
export async function twoAtATime<T>(list: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  const open = [...list]
  const worker = async () => {
    for (let one = open.shift(); one !== undefined; one = open.shift()) await work(one)
  }
  await Promise.all([worker(), worker()])
}
