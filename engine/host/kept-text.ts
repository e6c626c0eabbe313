/* A text file that the person writes, read only where it is theirs alone: the policy, the synonyms. */
import { rmSync } from 'node:fs'
import { fastHashText } from '../adapters/fast-hash-text.ts'
import { readGuarded } from '../adapters/guarded-file.ts'
import { replaceFile } from '../adapters/replace-file.ts'
import { withFileLock } from '../adapters/with-file-lock.ts'
import type { KeptText } from '../desk/desk-parts.ts'
import { ChelaError } from '../terms/failure.ts'

const largest = 1024 * 1024

type NotRead = 'policy-not-read' | 'synonyms-not-read'

/** Gives the text of a file; undefined where there is none. Throws ChelaError with the code where it can not be read. */
export function textAt(path: string, code: NotRead): string | undefined {
  const found = readGuarded(path, largest)
  if (found.kind === 'missing') return undefined
  if (found.kind === 'refused') throw new ChelaError(code, `${path} ${found.problem}.`, { help: `Read it, then make it an ordinary file of at most 1 MiB that is yours alone: chown and chmod go-w ${path}`, facts: { path } })
  const cause = found.kind === 'unread' ? found.cause : undefined
  const text = found.kind === 'text' ? textOf(found.bytes) : undefined
  if (text !== undefined) return text
  throw new ChelaError(code, `${path} could not be read${cause === undefined ? ', it is not UTF-8 text' : ''}.`, { help: 'Look at the rights and the content of this file.', facts: { path }, cause })
}

/** Gives the file as the desk reads and writes it; an empty text stands for no file. */
export function nodeKeptText(path: string, code: NotRead): KeptText {
  return {
    read: () => textAt(path, code) ?? '',
    write: (text, base) =>
      withFileLock(path, () => {
        const now = textAt(path, code) ?? ''
        if (fastHashText(now) !== base) return { conflict: now }
        if (text === '') rmSync(path, { force: true })
        else replaceFile(path, text)
        return { written: true }
      }),
  }
}

function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}
