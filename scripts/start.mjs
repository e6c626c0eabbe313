/* `npm start`: builds when something changed, then does the main job, or whatever was typed after `--`. */
import { spawnSync } from 'node:child_process'
import { readdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const built = join(root, 'dist', 'chela.js')

if (isOld()) {
  process.stderr.write('Building Chela …\n')
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'node_modules', 'vite', 'bin', 'vite.js'), 'build', '--logLevel', 'warn'], { cwd: root, encoding: 'utf8' })
  if (status !== 0) {
    process.stderr.write(`${stdout}${stderr}\nThe build failed. "npm ci" installs what it needs.\n`)
    process.exit(1)
  }
}

const words = process.argv.slice(2)
const { status, signal } = spawnSync(process.execPath, [built, ...(words.length === 0 ? ['start'] : words)], { stdio: 'inherit' })
process.exit(signal === null ? (status ?? 1) : 130)

function isOld() {
  const time = statSync(built, { throwIfNoEntry: false })?.mtimeMs
  return time === undefined || newest(['engine', 'vite.config.ts', 'package.json'].map((name) => join(root, name))) > time
}

function newest(paths) {
  return Math.max(
    ...paths.map((path) => {
      const facts = statSync(path)
      return facts.isDirectory() ? newest(readdirSync(path).map((name) => join(path, name))) : facts.mtimeMs
    }),
    0,
  )
}
