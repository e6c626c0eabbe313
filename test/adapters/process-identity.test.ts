import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import { hasEnded, thisProcess } from '../../engine/adapters/process-identity.ts'

const parts = () => thisProcess().split(' ') as [string, string, string]

test('this process has not ended', () => {
  expect(hasEnded(thisProcess())).toBe(false)
  expect(thisProcess()).not.toContain('\n')
})

test('a process that was killed has ended, also before anybody clears it away', async () => {
  const child = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)'])
  const identity = [parts()[0], child.pid, ''].join(' ')
  await once(child, 'spawn')
  expect(hasEnded(identity)).toBe(false)
  child.kill('SIGKILL')
  await once(child, 'exit')
  expect(hasEnded(identity)).toBe(true)
})

test.runIf(process.platform === 'linux')('a new process with an old number is not taken for the old one', () => {
  const [machine, number, start] = parts()
  expect(hasEnded([machine, number, String(Number(start) + 1)].join(' '))).toBe(true)
  expect(hasEnded([machine, number, ''].join(' '))).toBe(false)
})

test.each(['', 'x', 'elsewhere||  4000000 1', 'elsewhere 4000000 1'])('of a process elsewhere nothing is known: %j', (identity) => {
  expect(hasEnded(identity)).toBe(false)
})

test.each(['0', '-1', 'x', '1.5', ''])('a number that is none says nothing: %j', (number) => {
  expect(hasEnded([parts()[0], number, '1'].join(' '))).toBe(false)
})
