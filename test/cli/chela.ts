import { spawn, type ChildProcess } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import type { Json, JsonObject } from '../../engine/terms/json.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

export const command = resolve(import.meta.dirname, '../../dist/chela.js')

export interface Said {
  readonly code: number | null
  readonly out: string
  readonly err: string
  /** Standard output as JSON. */
  json(): JsonObject
}

/** A person with a home of their own and a folder to work in, who types commands without a terminal. */
export interface Desk {
  readonly home: string
  readonly folder: string
  chela(...words: string[]): Promise<Said>
  /** Starts a command that is not waited for. */
  begin(...words: string[]): { readonly process: ChildProcess; readonly said: Promise<Said> }
  write(name: string, text: string): string
}

export function desk(environment: { readonly [name: string]: string } = {}): Desk {
  const base = temporaryFolder()
  const home = join(base, 'home')
  const folder = join(base, 'work')
  mkdirSync(home)
  mkdirSync(folder)
  const begin = (...words: string[]) => {
    const child = spawn(process.execPath, [command, ...words], { cwd: folder, env: { PATH: process.env['PATH'], HOME: base, CHELA_HOME: home, ...environment }, stdio: ['ignore', 'pipe', 'pipe'] })
    return { process: child, said: heard(child) }
  }
  return {
    home,
    folder,
    begin,
    chela: (...words) => begin(...words).said,
    write: (name, text) => {
      const path = join(folder, name)
      mkdirSync(dirname(path), { recursive: true })
      writeFileSync(path, text)
      return path
    },
  }
}

function heard(child: ChildProcess): Promise<Said> {
  let out = ''
  let err = ''
  child.stdout?.on('data', (chunk: Buffer) => (out += chunk.toString()))
  child.stderr?.on('data', (chunk: Buffer) => (err += chunk.toString()))
  return new Promise((done, fail) => {
    child.on('error', fail)
    child.on('close', (code) => done({ code, out, err, json: () => JSON.parse(out) as JsonObject }))
  })
}

/** Moves every file of a folder into a folder "kept" in it. */
export const moveSkill = `chela: 1
name: move-files
title: Move files
inputs:
  folder: { type: string, format: path }
  kept: { type: string, default: kept }
  count: { type: integer, default: 100 }
  tags: { type: array, items: { type: string }, default: [] }
  loud: { type: boolean, default: false }
uses:
  file.list: { folder: "\${ input.folder }" }
  file.move: { from: "\${ input.folder }", to: "\${ input.folder }" }

states:
  look:
    call: file.list
    with: { folder: "\${ input.folder }" }
  move:
    each: look.files.take(input.count)
    as: file
    call: file.move
    with: { from: "\${ file.path }", to: "\${ input.folder }/\${ input.kept }/\${ file.name }" }
  finished:
    end: done
    output: { moved: "\${ move.size() }", tags: "\${ input.tags }", loud: "\${ input.loud }" }
    evidence: move.all(m, file_exists(m.to))

tests:
  - name: moves what it finds
    given: { folder: /d }
    answers:
      file.list: { files: [ { path: /d/a, name: a, kind: file, ending: "", size: 1, modified: "2026-01-01T00:00:00Z" } ] }
      file.move: { moved: true, from: /d/a, to: /d/kept/a }
    expect: { end: done }
`

/** Waits for an event, then writes a file. */
export const waitSkill = `chela: 1
name: wait-for-word
inputs:
  path: { type: string, format: path }
uses:
  file.write: { path: "\${ input.path }" }
states:
  rest:
    wait: { for: word }
  write:
    call: file.write
    with: { path: "\${ input.path }", text: "\${ rest.text }" }
  finished: { end: done, output: { text: "\${ rest.text }" } }
`

/** A skill of a few lines that ends as it is told to. */
export function endingAs(outcome: string): string {
  return `chela: 1\nname: ends\nuses: {}\nstates:\n  over: { end: ${outcome}${outcome === 'done' ? '' : ', because: so it was meant'} }\n`
}

export function hashes(said: Said): readonly string[] {
  return [...said.err.matchAll(/--accept ([0-9a-f]{64})/g)].map((match) => match[1] as string)
}

export function list(value: Json | undefined): readonly JsonObject[] {
  return value as readonly JsonObject[]
}
