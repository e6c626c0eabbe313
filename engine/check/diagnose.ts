import type { Diagnostic } from '../terms/diagnostic.ts'
import type { Range } from '../terms/position.ts'
import { catalog } from './catalog.ts'

export type Code = keyof typeof catalog

/** What a diagnostic may say beyond its message. `undefined` counts as left out. */
export interface Details {
  readonly help?: string | undefined
  readonly fix?: Diagnostic['fix'] | undefined
}

/** Gives a diagnostic with the severity its catalog row states. */
export function diagnose(code: Code, range: Range, message: string, details: Details = {}): Diagnostic {
  return {
    code,
    severity: catalog[code].severity,
    range,
    message,
    ...(details.help === undefined ? {} : { help: details.help }),
    ...(details.fix === undefined ? {} : { fix: details.fix }),
  }
}
