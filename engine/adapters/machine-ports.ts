import type { ToolPorts } from '../terms/ports.ts'
import { apartFormats } from './apart-formats.ts'
import { nodePrograms } from './node-programs.ts'
import { nodeSystem } from './node-system.ts'
import { nodeWatch } from './node-watch.ts'

/** Gives the ports through which tools meet the machine itself, and the way to let go of what they hold. */
export function machinePorts(): { readonly ports: Pick<ToolPorts, 'formats' | 'programs' | 'system' | 'watch'>; close(): Promise<void> } {
  const formats = apartFormats()
  return { ports: { formats, programs: nodePrograms(), system: nodeSystem(), watch: nodeWatch() }, close: () => formats.close() }
}
