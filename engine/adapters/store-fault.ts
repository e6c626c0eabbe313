import { ChelaError } from '../terms/failure.ts'

interface Cause {
  readonly code: string
  readonly message: string
  readonly help: string
}

/** Gives a plain sentence and a way on for an error that SQLite or the file system threw about the runs file at `path`. */
export function storeFault(error: unknown, path: string): ChelaError {
  if (error instanceof ChelaError) return error
  const { code, message, help } = causeOf(errorCode(error), path)
  return new ChelaError(code, message, { help, cause: error, facts: { path } })
}

/** Gives the code of an error of SQLite or Node; `SQLITE_CANTOPEN` where libsql tells only of a failed connection. */
export function errorCode(error: unknown): string {
  const code = (error as { readonly code?: unknown } | null)?.code
  if (typeof code === 'string' && code !== '') return code
  return error instanceof Error && error.message.startsWith('ConnectionFailed') ? 'SQLITE_CANTOPEN' : ''
}

function causeOf(code: string, path: string): Cause {
  if (code === 'SQLITE_NOTADB') {
    return { code: 'store-not-a-database', message: `${path} is not a database of runs.`, help: 'Move this file away, or name another place with CHELA_HOME.' }
  }
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) {
    return { code: 'store-locked', message: `Another program holds ${path} and does not let go of it.`, help: 'Wait until it is done, or end it, then try again.' }
  }
  if (code.startsWith('SQLITE_CORRUPT')) {
    return { code: 'store-damaged', message: `${path} is damaged.`, help: 'Keep a copy of it, and look at it with "chela doctor".' }
  }
  if (code === 'SQLITE_FULL' || code === 'ENOSPC' || code === 'EDQUOT') {
    return { code: 'store-full', message: `There is no space left to write ${path}.`, help: 'Free some space on this disk. What was written before is kept.' }
  }
  if (code.startsWith('SQLITE_READONLY') || code.startsWith('SQLITE_CANTOPEN') || code === 'SQLITE_PERM' || isAccessCode(code)) {
    return { code: 'store-no-access', message: `${path} can not be opened for writing.`, help: 'Look at the rights of the file and its folder, or name another place with CHELA_HOME.' }
  }
  return { code: 'store-fault', message: `${path} could not be read or written.`, help: 'Look at the disk, then at this file with "chela doctor".' }
}

function isAccessCode(code: string): boolean {
  return ['EACCES', 'EPERM', 'EROFS', 'EISDIR', 'ENOENT', 'ENOTDIR', 'ELOOP', 'ENAMETOOLONG', 'EEXIST'].includes(code)
}
