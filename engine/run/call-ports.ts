import type { Bounds } from '../terms/contract.ts'
import type { ToolPorts } from '../terms/ports.ts'
import type { Tool } from '../terms/tool.ts'
import { takesPaths } from './canonical-input.ts'
import type { Drive } from './drive.ts'
import { ceilingOf } from './pass-gate.ts'
import type { Frame } from './run-state.ts'

const made = new WeakMap<ToolPorts, WeakMap<Bounds, ToolPorts>>()

/**
 * Gives the ports a call works with. Where the ceiling bounds every path argument of the tool, its files reach no further than
 * those bounds, whatever is put in the place of a folder after the gate has looked.
 */
export function callPorts(drive: Drive, frame: Frame, tool: Tool): ToolPorts | Promise<ToolPorts> {
  const { ports } = drive.world
  return ports.files.within === undefined || !takesPaths(tool) ? ports : boundedPorts(drive, frame, tool)
}

async function boundedPorts(drive: Drive, frame: Frame, tool: Tool): Promise<ToolPorts> {
  const { ports } = drive.world
  const paths = Object.keys(tool.control).filter((argument) => tool.control[argument] === 'path')
  const bounds = (await ceilingOf(drive, frame)).tools.get(tool.name)
  if (bounds === undefined || ports.files.within === undefined || !paths.every((argument) => Object.hasOwn(bounds, argument))) return ports
  const known = made.get(ports) ?? new WeakMap<Bounds, ToolPorts>()
  made.set(ports, known)
  const own = known.get(bounds) ?? { ...ports, files: ports.files.within(paths.flatMap((argument) => bounds[argument] ?? [])) }
  known.set(bounds, own)
  return own
}
