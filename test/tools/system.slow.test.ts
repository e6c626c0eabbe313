import { writeFile } from 'node:fs/promises'
import { totalmem } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { nodeFiles } from '../../engine/adapters/node-files.ts'
import { nodeSystem } from '../../engine/adapters/node-system.ts'
import type { JsonObject } from '../../engine/terms/json.ts'
import { doTool, portsOf } from './tool-world.ts'
import { tempFolder } from './world.ts'

const ports = { ...portsOf(nodeFiles()), system: nodeSystem() }
const out = async (tool: string, input: JsonObject = {}): Promise<JsonObject> => (await doTool(tool, input, ports)).output as JsonObject

test('disks and memory are told in bytes that fit together', async () => {
  const { disks } = await out('system.disk') as { disks: { size: number; free: number; percent_used: number }[] }
  for (const { size, free, percent_used } of disks) expect(free <= size && percent_used >= 0 && percent_used <= 100).toBe(true)
  const memory = await out('system.memory')
  expect(memory['size']).toBeLessThanOrEqual(totalmem())
  expect(memory['available'] as number).toBeGreaterThan(0)
})

test('running programs are told, this one among them, without their arguments', async () => {
  const found = await out('system.processes', { max: 2000 }) as { processes: { id: number; memory: number }[]; truncated: boolean }
  const own = found.processes.find(({ id }) => id === process.pid)
  expect(own).toBeDefined()
  expect(Object.keys(own as object).sort()).toEqual(['id', 'load', 'memory', 'name', 'parent', 'user'])
  expect(await out('system.processes', { max: 1 })).toMatchObject({ truncated: true })
  expect(await out('system.processes', { name: 'no such program at all' })).toMatchObject({ processes: [], count: 0, truncated: false })
})

test('the addresses of this machine are told, and whether it has a battery', async () => {
  const { interfaces } = await out('system.network') as { interfaces: { address: string; internal: boolean }[] }
  expect(interfaces.some(({ address, internal }) => internal && (address === '127.0.0.1' || address === '::1'))).toBe(true)
  const battery = await out('system.battery')
  if (battery['there'] === false) expect(battery).toEqual({ there: false, percent: null, charging: null, minutes: null })
})

test('programs are told once each, by the first folder of PATH that is absolute', async () => {
  const folder = await tempFolder('/tmp')
  await writeFile(join(folder.path, 'mine\nown'), '')
  const system = nodeSystem({ PATH: `.:${folder.path}:/nowhere:${folder.path}` })
  expect((await doTool('system.programs', {}, { ...ports, system })).output).toEqual({ programs: [{ name: 'mine\nown', path: join(folder.path, 'mine\nown') }], count: 1, truncated: false })
  expect(await out('system.programs', { name: 'git', max: 1 })).toMatchObject({ programs: [{ path: expect.stringMatching(/^\//) }] })
  await folder.remove()
})

test('a host without a machine says so', async () => {
  for (const name of ['disk', 'memory', 'processes', 'battery', 'network', 'programs']) await expect(doTool(`system.${name}`, {}, portsOf(nodeFiles()))).rejects.toMatchObject({ code: 'not-here' })
})
