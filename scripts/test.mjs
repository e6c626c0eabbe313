/* `npm test`: everything that must hold, the quick first. Ends with a line "N passed, N failed" that counts the tests. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const folder = mkdtempSync(join(tmpdir(), 'chela-test-'))
const results = join(folder, 'results.json')

const broken = ['build', 'typecheck', 'lint', 'knip'].filter((step) => !ran(`npm run ${step}`, 'npm', ['run', '--silent', step]))
const tested = ran('vitest', process.execPath, [join(root, 'node_modules', 'vitest', 'vitest.mjs'), 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${results}`, ...process.argv.slice(2)])
const { passed, failed } = counts()
rmSync(folder, { recursive: true, force: true })
if (broken.length > 0) process.stdout.write(`Not in order: ${broken.join(', ')}\n`)
process.stdout.write(`${passed} passed, ${failed + broken.length} failed\n`)
process.exit(tested && broken.length === 0 && failed === 0 && passed > 0 ? 0 : 1)

function ran(title, command, words) {
  process.stdout.write(`\n> ${title}\n`)
  return spawnSync(command, words, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' && command === 'npm' }).status === 0
}

function counts() {
  try {
    const { numPassedTests, numFailedTests, numFailedTestSuites } = JSON.parse(readFileSync(results, 'utf8'))
    return { passed: numPassedTests, failed: Math.max(numFailedTests, Math.min(numFailedTestSuites, 1)) }
  } catch {
    return { passed: 0, failed: 1 }
  }
}
