import { refusedAddress } from '../gate/refused-address.ts'
import { fitsOneOf, isHeld } from '../gate/match-bound.ts'
import type { Bounds } from '../terms/contract.ts'
import type { JsonObject } from '../terms/json.ts'
import type { ToolPorts } from '../terms/ports.ts'
import type { ControlKind, Tool } from '../terms/tool.ts'
import { readWebAddress } from '../terms/web-address.ts'
import { CallMemory } from './call-memory.ts'
import { takesPaths } from './canonical-input.ts'
import type { Drive } from './drive.ts'
import { isPending } from './is-pending.ts'
import { ceilingOf } from './pass-gate.ts'
import type { Activity, Frame } from './run-parts.ts'

/** The files of a ceiling, made once for its bounds. */
const made = new WeakMap<ToolPorts, WeakMap<Bounds, ToolPorts>>()

/**
 * Gives the ports a call works with. Where the ceiling bounds every path argument of the tool, its files reach no further than
 * those bounds, whatever is put in the place of a folder after the gate has looked; where it bounds every host, the network
 * reaches no further than those, wherever a server leads. Each address a server leads to passes the policy and the contract.
 * What it stores in the memory is marked with where it came from.
 */
export function callPorts(drive: Drive, activity: Activity, tool: Tool, input: JsonObject): ToolPorts | Promise<ToolPorts> {
  const memory = new CallMemory(drive, activity)
  const reaching = reachingPorts(drive, activity.frame, tool, input)
  return isPending(reaching) ? reaching.then((ports) => ({ ...ports, memory })) : { ...reaching, memory }
}

function reachingPorts(drive: Drive, frame: Frame, tool: Tool, input: JsonObject): ToolPorts | Promise<ToolPorts> {
  const { ports } = drive.world
  const takesHosts = ports.http !== undefined && argumentsOf(tool, 'host').length > 0
  if (!takesHosts && (ports.files.within === undefined || !takesPaths(tool))) return ports
  return boundedPorts(drive, frame, tool, input)
}

async function boundedPorts(drive: Drive, frame: Frame, tool: Tool, input: JsonObject): Promise<ToolPorts> {
  const { ports } = drive.world
  const bounds = (await ceilingOf(drive, frame)).tools.get(tool.name) ?? {}
  const known = made.get(ports) ?? new WeakMap<Bounds, ToolPorts>()
  made.set(ports, known)
  const own = known.get(bounds) ?? portsWithin(ports, tool, bounds)
  known.set(bounds, own)
  const hosts = argumentsOf(tool, 'host')
  if (own.http === undefined || hosts.length === 0) return own
  return { ...own, http: own.http.except((url) => refusedAddress({ url, input, tool, policy: drive.world.policy, contract: drive.state.contract, skill: frame.skill, run: drive.state.run, now: drive.world.clock.now() })) }
}

function portsWithin(ports: ToolPorts, tool: Tool, bounds: Bounds): ToolPorts {
  const paths = placesOf(tool, 'path', bounds)
  const hosts = placesOf(tool, 'host', bounds)?.map((place) => readWebAddress(place)?.host ?? place)
  const files = paths === undefined ? undefined : ports.files.within?.(paths)
  const http = hosts === undefined ? undefined : ports.http?.within((url) => fitsOneOf('host', url, hosts))
  return { ...ports, ...(files !== undefined && { files }), ...(http !== undefined && { http }) }
}

/**
 * What the arguments of a kind may name together; `undefined` where there are none, or one of them is not held. One that can
 * not be used, since only others of its group are bounded, adds nothing.
 */
function placesOf(tool: Tool, kind: ControlKind, bounds: Bounds): readonly string[] | undefined {
  const names = argumentsOf(tool, kind)
  if (names.length === 0 || !names.every((argument) => isHeld(tool, bounds, argument))) return undefined
  return names.flatMap((argument) => bounds[argument] ?? [])
}

function argumentsOf(tool: Tool, kind: ControlKind): readonly string[] {
  return Object.keys(tool.control).filter((argument) => tool.control[argument] === kind)
}
