import { ChelaError } from '../terms/failure.ts'

const longest = 200

/**
 * Throws ChelaError `bad-run-name` unless a text can name a run in every store: 1 to 200 characters, no control
 * characters and no half of a surrogate pair (SQLite cuts at the first and confuses the second).
 */
export function checkRunName(run: string): void {
  if (isRunName(run)) return
  throw new ChelaError('bad-run-name', `${JSON.stringify(run.slice(0, 40))} can not name a run.`, {
    help: `A name of a run has 1 to ${longest} characters and no control characters.`,
  })
}

/** Tells whether a text can name a run. What can not is in no store. */
export function isRunName(run: string): boolean {
  return run.length > 0 && run.length <= longest && !/[\p{Cc}\p{Surrogate}]/u.test(run)
}
