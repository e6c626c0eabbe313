import { fillDefaults } from '../expression/fill-defaults.ts'
import type { Deed } from '../terms/effect.ts'
import type { Failure } from '../terms/failure.ts'
import type { JsonObject } from '../terms/json.ts'
import type { Tool } from '../terms/tool.ts'
import { argumentFault } from './argument-fault.ts'
import { canonicalInput, takesPaths } from './canonical-input.ts'
import { failureFrom } from './do-call.ts'
import type { Drive } from './drive.ts'
import { frozen } from './plain-json.ts'

/**
 * The deed as it will be done: defaults filled, arguments valid, paths canonical. The gate and the tool see this object.
 * Given at once where there are no paths.
 */
export function exactDeed(drive: Drive, tool: Tool, deed: Deed): Deed | Failure | Promise<Deed | Failure> {
  const filled = fillDefaults(tool.input.properties ?? {}, deed.input)
  const fault = argumentFault(tool, filled)
  if (fault !== undefined) {
    const where = fault.path === '' ? 's' : ` "${fault.path}"`
    return { code: 'invalid-input', message: `${tool.name} can not take the argument${where}: ${fault.message}`, tool: tool.name }
  }
  return takesPaths(tool) ? withPaths(drive, tool, deed, filled) : exact(deed, filled)
}

function exact({ tool, origins, because }: Deed, input: JsonObject): Deed {
  return { tool, input: frozen(input), origins, because }
}

async function withPaths(drive: Drive, tool: Tool, deed: Deed, filled: JsonObject): Promise<Deed | Failure> {
  try {
    return exact(deed, await canonicalInput(drive.world.ports.files, tool, filled))
  } catch (error) {
    const { happened: _, ...failure } = failureFrom(error, tool)
    return failure
  }
}
