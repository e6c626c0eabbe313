import { ChelaError } from '../terms/failure.ts'
import { StoreConflict } from '../terms/ports.ts'

/** Gives a plain sentence for an error of IndexedDB; conflicts and our own errors pass. */
export function pageFault(error: unknown, name: string): unknown {
  if (error instanceof StoreConflict || error instanceof ChelaError) return error
  const kind = error instanceof Error ? error.name : ''
  const inner: unknown = (error as { readonly inner?: unknown } | null)?.inner
  if (inner instanceof ChelaError) return inner
  const innerKind = inner instanceof Error ? inner.name : ''
  const is = (...names: string[]) => names.includes(kind) || names.includes(innerKind)
  const facts = { name }
  if (is('QuotaExceededError')) {
    return new ChelaError('store-full', 'The browser has no space left for what this page keeps.', { help: 'Free some space on this disk. What was written before is kept.', cause: error, facts })
  }
  // A browser that is told to keep nothing for a page says that the error is unknown.
  if (is('MissingAPIError', 'OpenFailedError', 'InvalidStateError', 'SecurityError', 'UnknownError')) {
    return new ChelaError('store-no-access', 'This browser does not let the page keep anything.', { help: 'Permit this page to store data, leave private browsing, or look whether the disk is full.', cause: error, facts })
  }
  if (is('DatabaseClosedError')) return new ChelaError('store-closed', 'The store of this page is closed.', { cause: error, facts })
  return new ChelaError('store-fault', 'What this page keeps in this browser could not be read or written.', { help: 'Load the page again.', cause: error, facts })
}
