import { createHash, randomBytes } from 'node:crypto'
import { hasEnded, thisProcess } from '../process-identity.ts'

const shape = /^\.chela-([0-9a-f]{8})-([0-9a-f]{8})-(\d{1,10})-(\w{0,20})-[0-9a-f]{12}\.part$/
const day = 24 * 60 * 60 * 1000

/** Gives a fresh name for a file that is not yet whole; it tells which process fills it. */
export function partName(): string {
  const { host, machine, pid, start } = own()
  return `.chela-${short(host)}-${short(machine)}-${pid}-${start}-${randomBytes(6).toString('hex')}.part`
}

/**
 * Tells whether a process that is gone for certain left a file of this name. After a new start of the machine that shows
 * only in that nothing was written to it for a day. Parts of other machines on a shared disk are theirs.
 */
export function isLeftPart(name: string, untouched: number): boolean {
  const [, host, machine, pid, start] = shape.exec(name) ?? []
  const here = own()
  if (machine === undefined || host !== short(here.host)) return false
  return machine === short(here.machine) ? hasEnded(`${here.machine} ${pid} ${start}`) : untouched > day
}

function own() {
  const [machine = '', pid = '', start = ''] = thisProcess().split(' ')
  return { host: machine.slice(0, machine.indexOf('|')), machine, pid, start }
}

function short(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8)
}
