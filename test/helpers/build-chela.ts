import { execFileSync } from 'node:child_process'
import { readdirSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { build } from 'vite'

const root = resolve(import.meta.dirname, '../..')
const commandParts = ['engine', 'vite.config.ts', 'package.json']
const editorParts = ['editor', 'engine', 'schemas', 'skills', 'vite.editor.config.ts', 'package.json']

/** Builds the command and the editor before tests that start them, each unless it is newer than all it is made of. */
export default async function buildChela(): Promise<void> {
  if (isOlder('dist/chela.js', commandParts)) await build({ root, logLevel: 'error' })
  if (isOlder('dist/editor/index.html', editorParts)) buildEditor()
}

/** In a process of its own: what is built under the settings of a test is built for development. */
function buildEditor(): void {
  const words = [join(root, 'node_modules/vite/bin/vite.js'), 'build', '--config', 'vite.editor.config.ts', '--logLevel', 'error']
  execFileSync(process.execPath, words, { cwd: root, stdio: 'inherit', env: { ...process.env, NODE_ENV: 'production' } })
}

function isOlder(built: string, parts: readonly string[]): boolean {
  const time = statSync(join(root, built), { throwIfNoEntry: false })?.mtimeMs ?? 0
  return Math.max(...parts.map((name) => newest(join(root, name)))) > time
}

function newest(path: string): number {
  const facts = statSync(path)
  return facts.isDirectory() ? Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name)))) : facts.mtimeMs
}
