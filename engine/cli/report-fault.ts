import { ChelaError } from '../terms/failure.ts'
import { exitCodeOf, exitCodes, type ExitCode } from './exit-codes.ts'
import { clean, type Output } from './output.ts'

/** Tells a thrown error in one sentence with what to do, and gives the exit code. A stack is shown only with CHELA_DEBUG=1. */
export function reportFault(error: unknown, output: Output): ExitCode {
  const { code, message, help, exit } = describe(error)
  output.tell(`chela: ${clean(message)}`)
  if (help !== undefined) output.tell(`  ${clean(help)}`)
  if (process.env['CHELA_DEBUG'] === '1' && error instanceof Error) output.tell(stackOf(error))
  output.data({ error: { code, message, ...(help !== undefined && { help }) }, exit })
  return exit
}

interface Described {
  readonly code: string
  readonly message: string
  readonly help: string | undefined
  readonly exit: ExitCode
}

function describe(error: unknown): Described {
  if (error instanceof ChelaError) return { code: error.code, message: error.message, help: error.help, exit: exitCodeOf(error.code) }
  const { code, path, message } = error as { readonly code?: unknown; readonly path?: unknown; readonly message?: unknown }
  if (typeof code === 'string' && /^E[A-Z]+$/.test(code)) {
    const place = typeof path === 'string' ? path : 'A file'
    return { code: 'files', message: `${place} could not be used: ${systemWords[code] ?? code}.`, help: 'Look at the path, its rights and the free space.', exit: exitCodes.environment }
  }
  return { code: 'crashed', message: `Something broke inside Chela: ${String(message ?? error)}`, help: 'Run it again with CHELA_DEBUG=1 to see where, and tell its makers.', exit: exitCodes.crashed }
}

const systemWords: { readonly [code: string]: string } = {
  EACCES: 'this user may not',
  EPERM: 'this user may not',
  ENOENT: 'it is not there',
  ENOTDIR: 'something on the way is no folder',
  EISDIR: 'it is a folder',
  ENOSPC: 'there is no space left',
  EROFS: 'the disk can only be read',
  EEXIST: 'it is there already',
  ENAMETOOLONG: 'its name is too long',
  ELOOP: 'its links go round in a circle',
}

function stackOf(error: Error): string {
  const cause = error.cause instanceof Error ? `\ncaused by ${error.cause.stack ?? error.cause.message}` : ''
  return (error.stack ?? error.message) + cause
}

/** A command that was used wrongly. */
export function usageError(message: string, help?: string): ChelaError {
  return new ChelaError('usage', message, help === undefined ? {} : { help })
}
