import { ChelaError } from '../terms/failure.ts'
import type { JsonObject } from '../terms/json.ts'
import { StoreConflict } from '../terms/ports.ts'

/** An answer that says no: the status of HTTP, and the error as it goes over the wire. */
export interface Refusal {
  readonly status: 400 | 401 | 403 | 404 | 405 | 408 | 413 | 415 | 422 | 500 | 503
  readonly code: string
  readonly message: string
  readonly help?: string | undefined
  readonly facts?: JsonObject | undefined
}

/** Gives the body of a refusal. */
export function refusalText({ code, message, help, facts }: Refusal): string {
  return JSON.stringify({ error: { code, message, ...(help !== undefined && { help }), ...(facts !== undefined && Object.keys(facts).length > 0 && { facts }) } })
}

/**
 * Gives what the page is told of something thrown: of a ChelaError all but its cause; of anything else only that something
 * broke, since its message may hold places of this machine.
 */
export function refusalOfError(error: unknown): Refusal {
  if (error instanceof ChelaError) return { status: 422, code: error.code, message: error.message, help: error.help, facts: error.facts }
  if (error instanceof StoreConflict) return { status: 422, code: 'store-conflict', message: error.message, help: 'Wait until the other one is through, then try again.' }
  const code = (Object(error) as { readonly code?: unknown }).code
  if (typeof code === 'string' && Object.hasOwn(systemWords, code)) {
    return { status: 422, code: 'files', message: `A file or folder could not be used: ${systemWords[code]}.`, help: 'Look at its path, its rights and the free space.' }
  }
  return { status: 500, code: 'crashed', message: 'Something broke inside Chela.', help: 'The window where "chela serve" runs tells what it was.' }
}

const systemWords: { readonly [code: string]: string } = {
  EACCES: 'this user may not',
  EPERM: 'this user may not',
  ENOENT: 'it is not there',
  ENOTDIR: 'something on the way is no folder',
  EISDIR: 'it is a folder',
  ENOSPC: 'there is no space left',
  EROFS: 'the disk can only be read',
}
