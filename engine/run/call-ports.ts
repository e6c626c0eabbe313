import { fitsOneOf } from '../gate/match-bound.ts'
import type { Bounds } from '../terms/contract.ts'
import type { ToolPorts } from '../terms/ports.ts'
import type { ControlKind, Tool } from '../terms/tool.ts'
import { readWebAddress } from '../terms/web-address.ts'
import { takesPaths } from './canonical-input.ts'
import type { Drive } from './drive.ts'
import { ceilingOf } from './pass-gate.ts'
import type { Frame } from './run-state.ts'

const made = new WeakMap<ToolPorts, WeakMap<Bounds, ToolPorts>>()

/**
 * Gives the ports a call works with. Where the ceiling bounds every path argument of the tool, its files reach no further than
 * those bounds, whatever is put in the place of a folder after the gate has looked; where it bounds every host, the network
 * reaches no further than those, wherever a server leads.
 */
export function callPorts(drive: Drive, frame: Frame, tool: Tool): ToolPorts | Promise<ToolPorts> {
  const { ports } = drive.world
  const isBounded = (ports.files.within !== undefined && takesPaths(tool)) || (ports.http !== undefined && argumentsOf(tool, 'host').length > 0)
  return isBounded ? boundedPorts(drive, frame, tool) : ports
}

async function boundedPorts(drive: Drive, frame: Frame, tool: Tool): Promise<ToolPorts> {
  const { ports } = drive.world
  const bounds = (await ceilingOf(drive, frame)).tools.get(tool.name)
  if (bounds === undefined) return ports
  const known = made.get(ports) ?? new WeakMap<Bounds, ToolPorts>()
  made.set(ports, known)
  const own = known.get(bounds) ?? portsWithin(ports, tool, bounds)
  known.set(bounds, own)
  return own
}

function portsWithin(ports: ToolPorts, tool: Tool, bounds: Bounds): ToolPorts {
  const paths = placesOf(tool, 'path', bounds)
  const hosts = placesOf(tool, 'host', bounds)?.map((place) => readWebAddress(place)?.host ?? place)
  const files = paths === undefined ? undefined : ports.files.within?.(paths)
  const http = hosts === undefined ? undefined : ports.http?.within((url) => fitsOneOf('host', url, hosts))
  return { ...ports, ...(files !== undefined && { files }), ...(http !== undefined && { http }) }
}

/** What the arguments of a kind may name together; `undefined` where there are none, or one of them is not bounded. */
function placesOf(tool: Tool, kind: ControlKind, bounds: Bounds): readonly string[] | undefined {
  const names = argumentsOf(tool, kind)
  if (names.length === 0 || !names.every((argument) => Object.hasOwn(bounds, argument))) return undefined
  return names.flatMap((argument) => bounds[argument] ?? [])
}

function argumentsOf(tool: Tool, kind: ControlKind): readonly string[] {
  return Object.keys(tool.control).filter((argument) => tool.control[argument] === kind)
}
