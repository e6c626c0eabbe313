import { readdirSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { build } from 'vite'

const root = resolve(import.meta.dirname, '../..')

/** Builds the command before tests that start it as a process, unless it is newer than all it is made of. */
export default async function buildChela(): Promise<void> {
  const built = statSync(join(root, 'dist/chela.js'), { throwIfNoEntry: false })?.mtimeMs ?? 0
  const sources = ['engine', 'vite.config.ts', 'package.json'].map((name) => newest(join(root, name)))
  if (Math.max(...sources) > built) await build({ root, logLevel: 'error' })
}

function newest(path: string): number {
  const facts = statSync(path)
  return facts.isDirectory() ? Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name)))) : facts.mtimeMs
}
