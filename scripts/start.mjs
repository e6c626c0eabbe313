/* `npm start`: builds what changed, then opens the editor, or does whatever was typed after `--`. */
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const words = process.argv.slice(2)

// The first build empties the folder that the second one writes into.
build('dist/chela.js', 'vite.config.ts', ['engine', 'schemas', 'package.json'])
if (words.length === 0 || words[0] === 'serve') build('dist/editor/index.html', 'vite.editor.config.ts', ['editor', 'engine', 'schemas', 'package.json'])

const child = spawn(process.execPath, [join(root, 'dist/chela.js'), ...(words.length === 0 ? ['serve', '--open'] : words)], { stdio: 'inherit' })
// Ctrl-C reaches the child as well, and the child decides when to end; what is sent to this process alone is handed on.
process.on('SIGINT', () => {})
for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
child.on('exit', (status, signal) => process.exit(signal === null ? (status ?? 1) : 130))

function build(result, settings, sources) {
  if (!existsSync(join(root, settings)) || !isOld(join(root, result), [settings, ...sources].map((name) => join(root, name)))) return
  process.stderr.write(result.includes('editor') ? 'Building the editor …\n' : 'Building Chela …\n')
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'node_modules', 'vite', 'bin', 'vite.js'), 'build', '--config', join(root, settings), '--logLevel', 'warn'], { cwd: root, encoding: 'utf8' })
  if (status === 0) return
  process.stderr.write(`${stdout}${stderr}\nThe build failed. "npm ci" installs what it needs.\n`)
  process.exit(1)
}

function isOld(result, sources) {
  const time = statSync(result, { throwIfNoEntry: false })?.mtimeMs
  return time === undefined || newest(sources) > time
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
