import { readdir } from 'node:fs/promises'
import { freemem, networkInterfaces, totalmem } from 'node:os'
import { delimiter, isAbsolute, join } from 'node:path'
import type { NetworkFacts, SystemPort } from '../terms/system-port.ts'

const mostPrograms = 50_000

/** Gives the facts of this machine. Its library is loaded when it is asked first. */
export function nodeSystem(environment: NodeJS.ProcessEnv = process.env): SystemPort {
  const library = async () => (await import('systeminformation')).default
  return {
    disks: async () => (await (await library()).fsSize()).filter(({ size }) => size > 0).map(({ mount, type, size, available }) => ({ path: mount, kind: type, size, free: available })),
    memory: async () => {
      const found = await (await library()).mem()
      return { size: found.total || totalmem(), available: found.available || freemem(), swap: found.swaptotal, swapFree: found.swapfree }
    },
    processes: async () => (await (await library()).processes()).list.map(({ pid, parentPid, name, cpu, memRss, user }) => ({ id: pid, parent: parentPid, name, load: cpu, memory: memRss * 1024, user })),
    battery: async () => {
      const { hasBattery, percent, isCharging, timeRemaining } = await (await library()).battery()
      if (!hasBattery) return { there: false, percent: null, charging: null, minutes: null }
      return { there: true, percent, charging: isCharging, minutes: typeof timeRemaining === 'number' && timeRemaining >= 0 ? timeRemaining : null }
    },
    network: async () => Object.entries(networkInterfaces()).flatMap(([name, found]) => (found ?? []).map((one): NetworkFacts => ({ name, address: one.address, version: one.family === 'IPv6' ? 6 : 4, mask: one.netmask, internal: one.internal }))),
    programs: () => programsIn((environment['PATH'] ?? '').split(delimiter)),
  }
}

/** The first folder that has a name wins, as when it is run. */
async function programsIn(folders: readonly string[]): Promise<readonly { readonly name: string; readonly path: string }[]> {
  const found = new Map<string, string>()
  for (const folder of folders.slice(0, 200)) {
    if (!isAbsolute(folder)) continue
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
    for (const entry of entries) {
      if (found.size >= mostPrograms) break
      if ((entry.isFile() || entry.isSymbolicLink()) && !found.has(entry.name)) found.set(entry.name, join(folder, entry.name))
    }
  }
  return [...found].map(([name, path]) => ({ name, path })).sort((a, b) => (a.name < b.name ? -1 : 1))
}
