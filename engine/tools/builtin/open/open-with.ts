import type { ToolPorts } from '../../../terms/ports.ts'
import { programErrors } from '../../../terms/program-port.ts'
import { ToolError } from '../../../terms/tool.ts'
import { firstProgram, programsOf } from '../process/programs-of.ts'

export const openErrors = { ...programErrors, 'not-opened': 'The system knows no program for it, or the browser opened no window.' } as const

/** Hands a path or an address to the program of the system that chooses one for it. Neither begins with a dash. */
export async function openWith(ports: ToolPorts, what: string, signal: AbortSignal): Promise<void> {
  const { name, path } = await firstProgram(ports, ['xdg-open', 'open', 'explorer'])
  const end = await programsOf(ports).run({ program: path, arguments: [what], folder: '/', most: 0, time: 5000, desktop: true, leave: true }, signal)
  // The explorer ends with 1 when all is well. A viewer may stay open for longer than is waited: then it is left open.
  if (end.code !== 0 && !end.tooSlow && name !== 'explorer') throw new ToolError('not-opened', 'The system knows no program for it.', { code: end.code })
}
