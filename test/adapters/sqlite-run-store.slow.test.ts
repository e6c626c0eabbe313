import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkRunStore } from '../../engine/adapters/check-run-store.ts'
import { SqliteRunStore } from '../../engine/adapters/sqlite-run-store.ts'
import { buildForNode } from '../helpers/build-for-node.ts'
import { started } from '../helpers/some-entries.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

let appender: Awaited<ReturnType<typeof buildForNode>>
beforeAll(async () => {
  appender = await buildForNode('test/helpers/append-forever.ts')
})
afterAll(() => appender.discard())

/** Runs the appender, with a word to the shell `before`; gives the numbers it told once it has ended or was killed after `killAfter` numbers. */
function runAppender(args: readonly string[], killAfter = Infinity, before = ''): Promise<{ numbers: number[]; code: number | null; errors: string }> {
  const child = spawn('sh', ['-c', `${before} exec "$0" "$@"`, process.execPath, appender.file, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  let told = ''
  let errors = ''
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()))
  child.stdout.on('data', (chunk: Buffer) => {
    told += chunk.toString()
    if (told.split('\n').length > killAfter) child.kill('SIGKILL')
  })
  return new Promise((done) => child.on('close', (code) => done({ numbers: told.split('\n').slice(0, -1).map(Number), code, errors })))
}

test('a process killed amid thousands of appends leaves a journal without gaps that has all it was told', async () => {
  const folder = temporaryFolder()
  for (const killAfter of [1, 40, 333, 1500, 2600]) {
    const path = join(folder, `runs-${killAfter}.db`)
    const { numbers, errors } = await runAppender([path, 'r1', 'alone'], killAfter)
    expect(errors).toBe('')
    const store = new SqliteRunStore(path)
    const sequences = store.read('r1').map((entry) => entry.sequence)
    expect(sequences).toEqual(sequences.map((_, index) => index + 1))
    expect(sequences.length).toBeGreaterThanOrEqual(numbers.at(-1) ?? 0)
    expect(store.find('r1')).toMatchObject({ entries: sequences.length, status: 'running' })
    expect(checkRunStore(path).problems).toEqual([])
    store.close()
  }
})

test('of two processes that append to one run, exactly one wins each number', async () => {
  const path = join(temporaryFolder(), 'runs.db')
  const store = new SqliteRunStore(path)
  store.append('r1', [started()])
  const results = await Promise.all([runAppender([path, 'r1', 'compete', '600']), runAppender([path, 'r1', 'compete', '600'])])
  expect(results.map((result) => [result.code, result.errors])).toEqual([[0, ''], [0, '']])
  const won = results.flatMap((result) => result.numbers)
  const entries = store.read('r1')
  expect(won.toSorted((a, b) => a - b)).toEqual(entries.slice(1).map((entry) => entry.sequence))
  expect(new Set(won).size).toBe(won.length)
  expect(entries.map((entry) => entry.sequence)).toEqual(entries.map((_, index) => index + 1))
  store.close()
})

test('when the file can not grow any more the entry is refused, and all before it is there', async () => {
  const path = join(temporaryFolder(), 'runs.db')
  const { numbers, code, errors } = await runAppender([path, 'r1', 'alone'], Infinity, 'ulimit -f 1000;')
  expect(code).toBe(1)
  expect(errors).toMatch(/store-(full|fault)/)
  const store = new SqliteRunStore(path)
  const sequences = store.read('r1').map((entry) => entry.sequence)
  expect(sequences).toEqual(sequences.map((_, index) => index + 1))
  expect(sequences.length).toBeGreaterThanOrEqual(numbers.at(-1) ?? Infinity)
  expect(checkRunStore(path).problems).toEqual([])
  store.close()
})
