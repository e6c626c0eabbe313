import type { TextEdit } from '../../engine/index.ts'

/** What a gesture gives: the edits of the text, or in a sentence why not. */
export type Command = Edited | Refused

export interface Edited {
  readonly edits: readonly TextEdit[]
  /** The state to show afterwards. */
  readonly selects?: string
  /** Old names of states with their new ones, so that places and marks follow. */
  readonly renamed?: { readonly [old: string]: string }
  /** What a person should look at: what was done beside what was asked. */
  readonly notes?: readonly string[]
}

export interface Refused {
  readonly refused: string
}

export function refuse(refused: string): Refused {
  return { refused }
}
