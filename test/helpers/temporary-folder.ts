import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

/** Makes a fresh folder, removed when the running test ends. */
export function temporaryFolder(): string {
  const folder = freshFolder()
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Makes a fresh folder that the caller removes. */
export function freshFolder(): string {
  return realpathSync(mkdtempSync(join(tmpdir(), 'chela-')))
}
