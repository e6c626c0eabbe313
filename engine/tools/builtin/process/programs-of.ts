import type { ToolPorts } from '../../../terms/ports.ts'
import { programErrors, type ProgramPort } from '../../../terms/program-port.ts'
import { ToolError } from '../../../terms/tool.ts'

/** Gives the port that runs programs; fails with `not-here` where there is none. */
export function programsOf(ports: ToolPorts): ProgramPort {
  if (ports.programs === undefined) throw new ToolError('not-here', programErrors['not-here'])
  return ports.programs
}

/** Gives the first of some programs that this machine has; fails with `not-here`. */
export async function firstProgram<Name extends string>(ports: ToolPorts, names: readonly Name[]): Promise<{ readonly name: Name; readonly path: string }> {
  const programs = programsOf(ports)
  for (const name of names) {
    const path = await programs.find(name)
    if (path !== undefined) return { name, path }
  }
  throw new ToolError('not-here', `This machine has none of these programs: ${names.join(', ')}.`)
}

/** Gives the text of what a program wrote; what is not UTF-8 becomes the replacement character. */
export function textOf(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
}
