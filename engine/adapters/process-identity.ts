import { readFileSync, readlinkSync } from 'node:fs'
import { hostname } from 'node:os'

let own: string | undefined

/**
 * Names this very process in one word: the machine (with its start, and the space its process numbers lie in, where that is
 * known), the process number, and when the process started. No two processes have the same, not even one after another.
 */
export function thisProcess(): string {
  own ??= [machine(), process.pid, startOf(process.pid) ?? ''].join(' ')
  return own
}

/**
 * Tells whether the process of a name has ended for certain. False also where that can not be known: it ran on another
 * machine, or the system tells nothing of when processes started and the number was given to a new one.
 */
export function hasEnded(identity: string): boolean {
  const [where, number, start] = identity.split(' ')
  const pid = Number(number)
  if (where !== machine() || !Number.isInteger(pid) || pid <= 0) return false
  if (!isAlive(pid)) return true
  return start !== undefined && start !== '' && startOf(pid) !== start
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as { code?: string }).code !== 'ESRCH'
  }
}

function machine(): string {
  const parts = [hostname(), text(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8')), text(() => readlinkSync('/proc/self/ns/pid'))]
  return parts.map((part) => part.trim().replaceAll(/\s/gu, '')).join('|')
}

/** In ticks since the machine started, as Linux has it; "ended" for a process that nobody has cleared away yet. */
function startOf(pid: number): string | undefined {
  const line = text(() => readFileSync(`/proc/${pid}/stat`, 'latin1'))
  if (line === '') return undefined
  const fields = line.slice(line.lastIndexOf(')') + 2).split(' ')
  return fields[0] === 'Z' || fields[0] === 'X' ? 'ended' : fields[19]
}

function text(read: () => string): string {
  try {
    return read()
  } catch {
    return ''
  }
}
