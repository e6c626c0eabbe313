import { appendFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { nodeWatch } from '../../engine/adapters/node-watch.ts'
import { SystemClock } from '../../engine/adapters/system-clock.ts'
import { Runner } from '../../engine/run/runner.ts'
import type { World } from '../../engine/run/world.ts'
import { snapshot, writeFile } from './hostile-tree.ts'
import { denying, expectDone, realPlace, runShipped, type Place } from './real-run.ts'
import { shippedSkill } from './shipped-skill.ts'

const name = 'watch-log'

function worldWith(place: Place, notify: World['ports']['notify'], more: Partial<World> = {}): World {
  const world = place.world({ person: undefined, ...more })
  const clock = new SystemClock()
  return { ...world, clock, ports: { ...world.ports, clock, watch: nodeWatch(), notify } }
}

const lines = (from: number, to: number): string => Array.from({ length: to - from }, (_, index) => `${from + index} all is well, ${'x'.repeat(50)}\n`).join('')
const soon = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds))

test('tells the lines that fit among 250 that come, also after the log was replaced, and nothing that was there before', async () => {
  const place = await realPlace()
  const log = join(place.folder, 'app.log')
  writeFile(log, `${lines(0, 200)}ERROR old\n`, 0)
  const shown: string[] = []
  const world = worldWith(place, async (title, text) => {
    shown.push(`${title}: ${text}`)
    if (shown.length > 1) return
    setTimeout(() => {
      renameSync(log, `${log}.1`)
      writeFile(log, `${lines(300, 350)}FAIL "after" \${x}\n`, Date.now())
    }, 300)
  })
  const running = runShipped(world, name, { log, pattern: '(?i)error|fail', times: 2, within: '1m' })
  await soon(300)
  appendFileSync(log, `${lines(200, 400)}an Error in the middle\n`)
  const ended = await running
  expectDone(ended, 5)
  expect(shown).toEqual(['app.log: an Error in the middle', 'app.log: FAIL "after" ${x}'])
  expect((ended.output as { lines: { line: string }[] }).lines.map(({ line }) => line)).toEqual(['an Error in the middle', 'FAIL "after" ${x}'])
})

test('says when nothing came, changes nothing, and can be broken off', async () => {
  const place = await realPlace()
  const log = join(place.folder, 'app.log')
  writeFile(log, 'ERROR old\n', 0)
  const before = snapshot(place.folder)
  const world = worldWith(place, async () => {})
  expect(await runShipped(world, name, { log, within: '1s' })).toMatchObject({ status: 'failed', because: `In 1s no new line of ${JSON.stringify(log)} fitted.` })
  const runner = new Runner(world)
  const handle = await runner.start({ skill: shippedSkill(name).text, input: { log } })
  await soon(100)
  handle.cancel()
  expect((await handle.rest).status).toBe('stopped')
  expect(await runShipped(worldWith(place, async () => {}, { policy: denying('watch.file') }), name, { log })).toMatchObject({ status: 'failed' })
  expect(snapshot(place.folder)).toEqual(before)
})

test('of lines that come at once, and while a message is shown, none is missed', async () => {
  const place = await realPlace()
  const log = join(place.folder, 'app.log')
  writeFile(log, 'ERROR old\n', 0)
  const shown: string[] = []
  const world = worldWith(place, async (_title, text) => {
    shown.push(text)
    if (shown.length === 1) appendFileSync(log, 'error 3\nfine\nerror 4\n')
  })
  const running = runShipped(world, name, { log, times: 4, within: '20s' })
  await soon(300)
  appendFileSync(log, 'error 1\nerror 2\n')
  expectDone(await running, 15)
  expect(shown).toEqual(['error 1', 'error 2', 'error 3', 'error 4'])
})
