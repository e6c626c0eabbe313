import type { ToolPorts } from '../../../terms/ports.ts'
import { systemErrors, type SystemPort } from '../../../terms/system-port.ts'
import { ToolError } from '../../../terms/tool.ts'

/** Gives the port that knows this machine; fails with `not-here` where there is none. */
export function systemOf(ports: ToolPorts): SystemPort {
  if (ports.system === undefined) throw new ToolError('not-here', systemErrors['not-here'])
  return ports.system
}

/** Gives a number that a schema takes: what the system does not know is 0. */
export function whole(value: number): number {
  return Number.isFinite(value) ? Math.max(0, Math.round(value)) : 0
}
