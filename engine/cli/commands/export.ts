import { writeFileSync } from 'node:fs'
import { shelfFor, type Call } from '../call.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import { findSkill, type ReadySkill } from '../find-skill.ts'

interface ExportOptions {
  readonly to: 'xstate' | 'mermaid' | 'scxml'
  readonly out?: string
}

/** Writes a skill as an XState machine, a Mermaid chart or SCXML. */
export async function exportSkill(call: Call<ExportOptions>): Promise<ExitCode> {
  const { output, args, options } = call
  const name = args[0] as string
  const shelf = await shelfFor(call, [name])
  const text = await textOf(findSkill(shelf, name), options.to)
  if (options.out !== undefined) writeFileSync(options.out, text)
  if (options.out === undefined) output.line(text.trimEnd())
  else output.line(`Wrote ${options.out}.`)
  output.data({ kind: options.to, ...(options.out === undefined ? { text } : { file: options.out }) })
  return exitCodes.done
}

async function textOf({ skill }: ReadySkill, kind: ExportOptions['to']): Promise<string> {
  if (kind === 'mermaid') return (await import('../../flow/to-mermaid.ts')).toMermaid(skill)
  if (kind === 'scxml') return (await import('../../flow/to-scxml.ts')).toScxml(skill)
  return (await import('../../compile/to-xstate.ts')).toXstate(skill)
}
