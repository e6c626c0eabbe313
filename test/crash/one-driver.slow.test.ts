/* One run, several processes: one drives it, the others are told so, and a killed one holds nothing. */
import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildForNode } from '../helpers/build-for-node.ts'
import { Lives, type Life } from './lives.ts'
import { held } from './tales.ts'

let child: Awaited<ReturnType<typeof buildForNode>>
beforeAll(async () => {
  child = await buildForNode('test/crash/child.ts', { whole: true })
})
afterAll(() => child.discard())

const holders = (lives: Lives) => readdirSync(lives.folder).filter((name) => name.startsWith('held-'))

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 10))
}

const refused = { status: 'refused', code: 'run-held', message: 'Another process is driving run run.' }

test('while one process drives a run, every other is refused with the reason, and touches nothing', async () => {
  const lives = new Lives(child.file, held)
  const first = lives.live('start')
  await until(() => holders(lives).length === 1)
  const before = lives.entries().length
  for (const command of ['resume', 'settle', 'undo'] as const) expect(await lives.live(command)).toMatchObject(refused)
  expect(lives.entries()).toHaveLength(before)
  writeFileSync(join(lives.folder, 'go'), '')
  expect(await first).toMatchObject({ status: 'done' })
  expect(holders(lives)).toHaveLength(1)
  expect(lives.world()).toMatchObject({ twice: [], deeds: ['note.add {"text":"one"}', 'note.add {"text":"two"}'] })
})

test('of several processes that take up a run at once, one drives it', async () => {
  const lives = new Lives(child.file, held)
  expect((await lives.live('start', { at: 'after', number: 2 })).killed).toBe(true)
  const all = [1, 2, 3].map(() => lives.live('resume'))
  const ended: Life[] = []
  for (const one of all) void one.then((life) => ended.push(life))
  await until(() => ended.length === 2 && holders(lives).length > 0)
  expect(ended).toMatchObject([refused, refused])
  expect(holders(lives)).toHaveLength(1)
  writeFileSync(join(lives.folder, 'go'), '')
  await Promise.all(all)
  expect(ended[2]).toMatchObject({ status: 'done' })
  expect(lives.world()).toMatchObject({ twice: [], deeds: ['note.add {"text":"one"}', 'note.add {"text":"two"}'] })
})

test('a killed process holds its run no longer: the next one takes it up at once', async () => {
  const lives = new Lives(child.file, held)
  expect((await lives.live('start', { at: 'after', number: 4 })).killed).toBe(true)
  expect(existsSync(join(lives.folder, 'go'))).toBe(false)
  writeFileSync(join(lives.folder, 'go'), '')
  const begun = Date.now()
  expect(await lives.live('resume')).toMatchObject({ status: 'done' })
  expect(Date.now() - begun).toBeLessThan(20_000)
})
