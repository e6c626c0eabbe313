import type { Range } from './position.ts'
import type { TextEdit } from './text-edit.ts'

export type Severity = 'error' | 'warning' | 'hint'

/** A finding about a skill file. An error keeps the file from running; a warning or hint does not. */
export interface Diagnostic {
  /** Names the rule: `rules/<code>.ts`, its catalog row, its case folder and its heading in the docs. */
  readonly code: string
  readonly severity: Severity
  readonly range: Range
  /** What is wrong, in the words of the author of the file. One or two sentences. */
  readonly message: string
  /** What was expected, or what to do. */
  readonly help?: string
  /** The edits of the one obvious repair, with its name. */
  readonly fix?: { readonly title: string; readonly edits: readonly TextEdit[] }
}
