export type CompletionKind = 'key' | 'argument' | 'state' | 'tool' | 'skill' | 'value' | 'event' | 'code' | 'name' | 'field' | 'function'

/** One thing that may be written at a place. */
export interface Completion {
  readonly label: string
  readonly kind: CompletionKind
  /** A few words beside the label: a type, a title. */
  readonly detail?: string
  /** What it means, for a person who does not know it. */
  readonly info?: string
  /** What is written; the label when left out. */
  readonly insert?: string
  /** Where the cursor goes, counted from the beginning of what was written; its end when left out. */
  readonly caret?: number
}

export interface Completions {
  /** What is replaced: from here to the cursor. */
  readonly from: number
  readonly options: readonly Completion[]
}
