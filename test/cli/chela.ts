import { spawn, type ChildProcess } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { program } from '../../engine/cli/program.ts'
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
  /** Does a command in this very process, which is many times faster than starting one. */
  chela(...words: string[]): Promise<Said>
  /** The same in a process of its own. */
  start(...words: string[]): Promise<Said>
  /** Runs Node itself with some words. */
  run(...words: string[]): Promise<Said>
  /** Starts a command in a process of its own, and does not wait for it. */
  begin(...words: string[]): { readonly process: ChildProcess; readonly said: Promise<Said> }
  /** Starts a command on a terminal of its own, 80 columns wide; what it shows and what is typed goes through the process. */
  terminal(...words: string[]): Terminal
  write(name: string, text: string): string
}

export interface Terminal {
  /** What was shown so far, escape codes and all. */
  shown(): string
  /** Waits until something is shown, after what was waited for before. */
  until(text: string | RegExp): Promise<void>
  type(text: string): void
  readonly code: Promise<number | null>
}

export function desk(base = temporaryFolder()): Desk {
  const home = join(base, 'home')
  const folder = join(base, 'work')
  mkdirSync(home)
  mkdirSync(folder)
  const environment = { HOME: base, CHELA_HOME: home }
  const settings = { cwd: folder, env: { PATH: process.env['PATH'], ...environment } }
  const node = (words: readonly string[]) => {
    const child = spawn(process.execPath, words, { ...settings, stdio: ['ignore', 'pipe', 'pipe'] })
    return { process: child, said: heard(child) }
  }
  const begin = (...words: string[]) => node([command, ...words])
  return {
    home,
    folder,
    begin,
    start: (...words) => begin(...words).said,
    run: (...words) => node(words).said,
    chela: (...words) => inProcess(words, folder, environment),
    terminal: (...words) => {
      const line = [process.execPath, command, ...words].map((word) => `'${word}'`).join(' ')
      return terminalOf(spawn('script', ['-qec', `stty cols 80 rows 24; exec ${line}`, '/dev/null'], { ...settings, env: { ...settings.env, TERM: 'xterm', SHELL: '/bin/sh' }, stdio: 'pipe' }))
    },
    write: (name, text) => {
      const path = join(folder, name)
      mkdirSync(dirname(path), { recursive: true })
      writeFileSync(path, text)
      return path
    },
  }
}

function said(code: number | null, out: string, err: string): Said {
  return { code, out, err, json: () => JSON.parse(out) as JsonObject }
}

/** Nothing else may be done meanwhile: the folder, the environment and what is written belong to the whole process. */
async function inProcess(words: readonly string[], folder: string, environment: { readonly [name: string]: string }): Promise<Said> {
  const before = { folder: process.cwd(), environment: { ...process.env }, out: process.stdout.write, err: process.stderr.write, terminal: process.stdin.isTTY }
  const heard = { out: '', err: '' }
  process.chdir(folder)
  Object.assign(process.env, environment)
  process.stdin.isTTY = false
  process.stdout.write = (text: string | Uint8Array) => Boolean((heard.out += String(text)))
  process.stderr.write = (text: string | Uint8Array) => Boolean((heard.err += String(text)))
  try {
    return said(await program(words), heard.out, heard.err)
  } finally {
    process.stdout.write = before.out
    process.stderr.write = before.err
    process.stdin.isTTY = before.terminal
    for (const name of Object.keys(environment)) delete process.env[name]
    Object.assign(process.env, before.environment)
    process.chdir(before.folder)
  }
}

function heard(child: ChildProcess): Promise<Said> {
  let out = ''
  let err = ''
  child.stdout?.on('data', (chunk: Buffer) => (out += chunk.toString()))
  child.stderr?.on('data', (chunk: Buffer) => (err += chunk.toString()))
  return new Promise((done, fail) => {
    child.on('error', fail)
    child.on('close', (code) => done(said(code, out, err)))
  })
}

function terminalOf(child: ChildProcess): Terminal {
  let shown = ''
  let seen = 0
  child.stdout?.on('data', (chunk: Buffer) => (shown += chunk.toString()))
  const code = new Promise<number | null>((done, fail) => {
    child.on('error', fail)
    child.on('close', done)
  })
  return {
    shown: () => shown,
    type: (text) => void child.stdin?.write(text),
    code,
    until: async (text) => {
      for (let tries = 0; tries < 1000; tries++) {
        const found = typeof text === 'string' ? shown.indexOf(text, seen) : seen + shown.slice(seen).search(text)
        if (found >= seen) return void (seen = found + 1)
        await new Promise((done) => setTimeout(done, 20))
      }
      throw new Error(`Not shown: ${String(text)}. Shown: ${shown}`)
    },
  }
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

/** The hash that accepts a skill file. */
export function accepted(skill: string): string {
  return createHash('sha256').update(readFileSync(skill)).digest('hex')
}

export function hashes(said: Said): readonly string[] {
  return [...said.err.matchAll(/--accept ([0-9a-f]{64})/g)].map((match) => match[1] as string)
}

export function list(value: Json | undefined): readonly JsonObject[] {
  return value as readonly JsonObject[]
}
