import { formatErrors, type FormatsPort } from '../../../terms/formats-port.ts'
import type { ToolPorts } from '../../../terms/ports.ts'
import { ToolError } from '../../../terms/tool.ts'
import { readErrors } from '../file/file-errors.ts'

/** The largest file that is opened, and the most characters that are given. */
export const mostBytes = 64 * 1024 * 1024
export const usualText = 1_000_000
export const mostText = 4_000_000

export const documentErrors: { readonly [code: string]: string } = { ...readErrors, ...formatErrors }

export const maxProperty = { type: 'integer', minimum: 1, maximum: mostText, default: usualText, description: 'Characters; the rest is left out and told by truncated.' } as const

/** Gives the port that opens files; fails with `not-here` where there is none. */
export function formatsOf(ports: ToolPorts): FormatsPort {
  if (ports.formats === undefined) throw new ToolError('not-here', formatErrors['not-here'])
  return ports.formats
}
