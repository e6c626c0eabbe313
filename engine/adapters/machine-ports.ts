import type { ToolPorts } from '../terms/ports.ts'
import { apartFormats } from './apart-formats.ts'
import { nodePrograms } from './node-programs.ts'

/** Gives the ports through which tools meet the machine itself, and the way to let go of what they hold. */
export function machinePorts(): { readonly ports: Pick<ToolPorts, 'formats' | 'programs'>; close(): Promise<void> } {
  const formats = apartFormats()
  return { ports: { formats, programs: nodePrograms() }, close: () => formats.close() }
}
