import { ToolError } from '../../terms/tool.ts'

const meanings: { readonly [errno: string]: readonly [code: string, words: string] } = {
  ENOENT: ['missing', 'There is nothing at'],
  EEXIST: ['exists', 'Something is already at'],
  ENOTDIR: ['not-a-folder', 'A part of this path is not a folder:'],
  EISDIR: ['is-a-folder', 'This is a folder, not a file:'],
  EACCES: ['no-access', 'The system does not permit this at'],
  EPERM: ['no-access', 'The system does not permit this at'],
  EROFS: ['no-access', 'The disk can only be read at'],
  EBUSY: ['busy', 'Another program is using'],
  ETXTBSY: ['busy', 'Another program is using'],
  EAGAIN: ['busy', 'Another program is using'],
  EMFILE: ['busy', 'Too many files are open to reach'],
  ENFILE: ['busy', 'Too many files are open to reach'],
  ENOSPC: ['no-space', 'There is no room left for'],
  EDQUOT: ['no-space', 'There is no room left for'],
  EFBIG: ['no-space', 'The file would become too large:'],
  ENOTEMPTY: ['not-empty', 'This folder is not empty:'],
  ELOOP: ['outside', 'A link stands at'],
  ENAMETOOLONG: ['bad-path', 'A name is too long in'],
  EINVAL: ['bad-path', 'The system can not take the path'],
  ENXIO: ['no-access', 'This is not an ordinary file:'],
}

/**
 * Gives the ToolError for what the system threw; anything else (an abort, an unknown code) is given back as it is,
 * which says: it is not known what was changed.
 */
export function fileError(cause: unknown, path: string): unknown {
  if (cause instanceof ToolError) return cause
  const errno = errnoOf(cause)
  const meaning = errno !== undefined && Object.hasOwn(meanings, errno) ? meanings[errno] : undefined
  return meaning === undefined ? cause : toolError(meaning[0], `${meaning[1]} ${shown(path)}.`, path)
}

export function toolError(code: string, message: string, path: string): ToolError {
  return new ToolError(code, message, { path })
}

/** Gives the code of a system error such as `ENOENT`. */
export function errnoOf(cause: unknown): string | undefined {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
  return typeof code === 'string' ? code : undefined
}

/** Gives a path in quotes, with line breaks and control characters written out. */
export function shown(path: string): string {
  return JSON.stringify(path)
}

/** Does a deed of the system and turns what it throws into a ToolError about `path`. */
export async function about<T>(path: string, deed: () => Promise<T>): Promise<T> {
  try {
    return await deed()
  } catch (cause) {
    throw fileError(cause, path)
  }
}
