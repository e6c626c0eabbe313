/* What the engine needs from the world. Adapters implement these; one contract suite per port runs on every adapter. */
import type { Usage } from './budget.ts'
import type { DavPort } from './dav-port.ts'
import type { DevicePort } from './device-port.ts'
import type { HttpPort } from './http-port.ts'
import type { FormatsPort } from './formats-port.ts'
import type { Entry, Outcome, PersonAnswer, Question, RunMode } from './journal.ts'
import type { Json, JsonObject, JsonSchema } from './json.ts'
import type { MailPort } from './mail-port.ts'
import type { Fact, FactAbout, MemoryProtection } from './memory.ts'
import type { ProgramPort } from './program-port.ts'
import type { SystemPort } from './system-port.ts'
import type { WatchPort } from './watch-port.ts'

export interface Clock {
  /** Milliseconds since 1970. */
  now(): number
  /** Calls back once at or after `time`; gives the way to cancel. */
  at(time: number, callback: () => void): () => void
}

export interface Ids {
  /** A fresh name that sorts by time and is safe in a file name. */
  next(): string
}

export type RunStatus = 'running' | 'waiting' | 'paused' | Outcome | 'undone'

/** What a list of runs shows. Derived from the journal when entries are appended. */
export interface RunRecord {
  readonly run: string
  readonly skill: string
  readonly hash: string
  readonly mode: RunMode
  readonly status: RunStatus
  readonly started: number
  readonly changed: number
  readonly entries: number
  /** The run that it goes on from as a fork. */
  readonly forkedFrom?: string
}

/** Thrown by `append` when another process wrote first. */
export class StoreConflict extends Error {
  constructor(run: string, sequence: number) {
    super(`Run ${run} already has an entry ${sequence}: another process is driving it.`)
    this.name = 'StoreConflict'
  }
}

/**
 * Keeps journals and skill texts. `append` is durable when it returns (or its promise resolves), all entries or none,
 * and throws StoreConflict when the first sequence number is not the next one. Methods may answer at once or later.
 */
export interface RunStore {
  append(run: string, entries: readonly Entry[]): void | Promise<void>
  read(run: string, after?: number): readonly Entry[] | Promise<readonly Entry[]>
  find(run: string): RunRecord | undefined | Promise<RunRecord | undefined>
  /** Newest first. */
  list(filter?: { readonly skill?: string; readonly status?: RunStatus; readonly limit?: number }): readonly RunRecord[] | Promise<readonly RunRecord[]>
  putText(hash: string, text: string): void | Promise<void>
  getText(hash: string): string | undefined | Promise<string | undefined>
  /** Takes or renews the right to drive a run until `until`; false when somebody else holds it. */
  claim(run: string, owner: string, now: number, until: number): boolean | Promise<boolean>
  release(run: string, owner: string): void | Promise<void>
  close(): void | Promise<void>
}

/** Puts a question to the person. `undefined`: nobody answered and nobody will (the signal ended, the window closed). */
export interface Person {
  ask(question: Question, about: { readonly run: string; readonly ask: number; readonly path: string }, signal: AbortSignal): Promise<PersonAnswer | undefined>
}

export interface ModelAnswer {
  readonly value: Json
  /** Of all that was sent to get this answer, tries that came to nothing included. */
  readonly usage?: Usage
}

/** Answers a question about values. Throws ModelError; any other error counts as one with the code `no-model`. */
export interface Model {
  readonly local: boolean
  /** `about` tells whose question it is, so that what tools of that run marked as private can be kept back. */
  answer(question: string, given: JsonObject, schema: JsonSchema, signal: AbortSignal, about?: { readonly run: string }): Promise<ModelAnswer>
}

/** `no-model`: it can not be reached; `invalid-answer`: it answers, but nothing that fits, also when told why. */
export class ModelError extends Error {
  readonly code: 'no-model' | 'invalid-answer'
  readonly usage: Usage | undefined

  constructor(code: 'no-model' | 'invalid-answer', message: string, usage?: Usage) {
    super(message)
    this.name = 'ModelError'
    this.code = code
    this.usage = usage
  }
}

export interface FileFacts {
  readonly path: string
  readonly name: string
  readonly kind: 'file' | 'folder' | 'link' | 'other'
  /** Bytes. */
  readonly size: number
  /** Milliseconds since 1970. */
  readonly modified: number
}

/**
 * Files by absolute path. Every method throws ToolError with one of: `missing`, `exists`, `not-a-folder`, `is-a-folder`,
 * `no-access`, `busy`, `no-space`, `not-empty`, `bad-path` (no system could take this path), `outside` (a link leads out
 * of the folders this port is bounded to, or stands where a file stood). Such an error says: nothing was changed.
 */
export interface FileSystem {
  /** Absolute, `~` expanded, links of every existing part resolved; the last parts need not exist. */
  canonical(path: string): Promise<string>
  /** Facts of the path itself, links not followed; `undefined` when nothing is there. */
  facts(path: string): Promise<FileFacts | undefined>
  list(folder: string): Promise<readonly FileFacts[]>
  read(path: string, options?: { readonly offset?: number; readonly length?: number }): Promise<Uint8Array>
  /** Chunks of at most 1 MiB in order. */
  readStream(path: string, signal?: AbortSignal): AsyncIterable<Uint8Array>
  /** Writes beside, flushes, then renames. Fails with `exists` unless `replace`. `modified` sets the time of change. */
  write(path: string, bytes: Uint8Array, options?: { readonly replace?: boolean; readonly modified?: number }): Promise<void>
  /** Adds to the end of a file that is there. */
  append(path: string, bytes: Uint8Array): Promise<void>
  /** Cuts a file to a length in bytes; a shorter file stays as it is. `modified` sets the time of change. */
  truncate(path: string, length: number, modified?: number): Promise<void>
  /** Copies a file beside the target and renames it in; keeps the time of change. Fails with `exists`. */
  copy(from: string, to: string, signal?: AbortSignal): Promise<void>
  /** Fails with `exists`; works across devices; makes no folders. */
  move(from: string, to: string, signal?: AbortSignal): Promise<void>
  /** Makes the folder and the missing ones above it; gives those it made, outermost first. */
  makeFolder(path: string): Promise<readonly string[]>
  removeFile(path: string): Promise<void>
  removeEmptyFolder(path: string): Promise<void>
  /** The folder that trashed files go to, as the platform has it. */
  trashFolder(): Promise<string>
  /** Gives the same files, reaching no further than some canonical places. Left out where that is not needed or not known. */
  within?(bounds: readonly string[]): FileSystem
}

/** Facts about the person that skills may read as `memory.NAME`. */
export interface MemoryStore {
  get(key: string): Json | undefined | Promise<Json | undefined>
  /** The value with how it came to be known. */
  fact(key: string): Fact | undefined | Promise<Fact | undefined>
  /** `about` left out: the person said it. */
  set(key: string, value: Json, about?: FactAbout): void | Promise<void>
  forget(key: string): boolean | Promise<boolean>
  all(): JsonObject | Promise<JsonObject>
  /** By name. */
  facts(): readonly Fact[] | Promise<readonly Fact[]>
}

/**
 * A memory that can be encrypted where it lies. While it is locked, all of MemoryStore throws ChelaError `memory-locked`.
 * The key is kept only in this object. A passphrase that does not fit throws ChelaError `wrong-passphrase` and changes nothing.
 */
export interface ProtectedMemory extends MemoryStore {
  protection(): MemoryProtection | Promise<MemoryProtection>
  unlock(passphrase: string): void | Promise<void>
  /** Forgets the key. */
  lock(): void
  /** Encrypts all facts with a new passphrase. `current` is needed where there is one already. */
  protect(passphrase: string, current?: string): void | Promise<void>
  /** Keeps the facts in plain again. */
  unprotect(current: string): void | Promise<void>
}

/** Bytes kept aside by their SHA-256, so that an overwritten or trashed file can come back. */
export interface BlobStore {
  put(bytes: Uint8Array): Promise<string>
  get(hash: string): Promise<Uint8Array | undefined>
}

export interface ToolPorts {
  readonly clock: Clock
  readonly files: FileSystem
  readonly memory: MemoryStore
  readonly blobs: BlobStore
  readonly notify: (title: string, text: string) => Promise<void>
  /** Calendars and address books of accounts; left out where the host reaches none. */
  readonly dav?: DavPort
  /** Mail of accounts; left out where the host reaches none. */
  readonly mail?: MailPort
  /** The network; left out where the host has none. */
  readonly http?: HttpPort
  /** Opens pictures and documents; left out where the host can not do it apart. */
  readonly formats?: FormatsPort
  /** Programs of this machine; left out where the host runs none. */
  readonly programs?: ProgramPort
  /** Facts about this machine; left out where the host has none. */
  readonly system?: SystemPort
  /** What the device offers directly; left out where programs of the system are used for it. */
  readonly device?: DevicePort
  /** Left out where the host can not watch files. */
  readonly watch?: WatchPort
}
