import type { ToolClass } from './tool.ts'

/** What one skill file may do, computed from the file alone. */
export interface Report {
  readonly skill: string
  /** SHA-256 of the text the report is about. */
  readonly hash: string
  readonly lines: readonly ReportLine[]
  /** Tools and skills that were named but are not known here. */
  readonly unknown: readonly string[]
  /** Skills it runs inside, by name; one that an input chooses in words: "any skill you name (input "action")". */
  readonly skills: readonly string[]
  /** Some tool may reach over the network: something may leave this machine. */
  readonly network: boolean
  /** A language model is asked. */
  readonly thinks: boolean
}

/** One tool on one set of targets. */
export interface ReportLine {
  readonly tool: string
  readonly class: ToolClass
  /** For each control argument where it may point, in words: "the folder you name", "~/Downloads", "anywhere". */
  readonly targets: { readonly [argument: string]: readonly string[] }
  /** States that call it. A name with `/` lies in a sub-skill. */
  readonly states: readonly string[]
  /** A confirm is passed on every way to it. */
  readonly confirmed: boolean
  readonly undoable: boolean
  /** A sentence: "may move files inside the folder you name". */
  readonly words: string
}
