import { ToolError } from '../../terms/tool.ts'

/** Gives a failure that says in plain words why nothing was changed. */
export function fileFault(code: string, message: string, path: string): ToolError {
  return new ToolError(code, message, { path })
}

export function shown(path: string): string {
  return JSON.stringify(path)
}

/** Does something with a handle of the browser and gives what goes wrong a code of the port. */
export async function about<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (cause) {
    throw faultOf(cause, path)
  }
}

/** Gives the failure for what the browser threw; what is none of its refusals passes. */
export function faultOf(cause: unknown, path: string): unknown {
  if (!(cause instanceof DOMException || cause instanceof TypeError)) return cause
  switch (cause.name) {
    case 'NotFoundError':
      return fileFault('missing', `There is nothing at ${shown(path)}.`, path)
    case 'NotAllowedError':
    case 'SecurityError':
      return fileFault('no-access', `The browser does not let this page reach ${shown(path)} now. Open the folder to this page again.`, path)
    case 'NoModificationAllowedError':
    case 'InvalidStateError':
    case 'NotReadableError':
      return fileFault('busy', `${shown(path)} is used or was changed by another program.`, path)
    case 'QuotaExceededError':
      return fileFault('no-space', `There is no space left for ${shown(path)}.`, path)
    case 'InvalidModificationError':
      return fileFault('not-empty', `This folder is not empty: ${shown(path)}.`, path)
    case 'TypeError':
      return fileFault('bad-path', `The browser does not take the name of ${shown(path)}.`, path)
    default:
      return cause
  }
}
