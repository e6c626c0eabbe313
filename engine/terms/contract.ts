/** For each bounded argument the places it may name; `*` stands for every control argument. No bound: `{}`. */
export type Bounds = { readonly [argument: string]: readonly string[] }

/** Some deeds, in words and as data: a tool (`file.move`), an area (`file.*`) or all (`*`), inside bounds. */
export interface DeedClause {
  /** As the person reads it: "move pictures inside Downloads". Named when a deed falls outside. */
  readonly words: string
  readonly tool: string
  readonly with: Bounds
}

/** Deeds that must have happened, `times` of them. */
export interface RequiredClause extends DeedClause {
  readonly times: number
  /** It has no turn where the others come in order. */
  readonly anyTime?: true
}

/** A most: no more than `times` deeds that the clause is about; no numeric argument of one above its `atMost`. */
export interface LimitClause extends DeedClause {
  /** Tools, named as `tool` is, whose deeds count together with those of `tool`. */
  readonly also?: readonly string[]
  readonly times: number | undefined
  readonly atMost: { readonly [argument: string]: number }
}

/** What the person wants, made checkable. Only the person can widen it. */
export interface Contract {
  /** The person's words, kept to the letter. */
  readonly words: string
  /** A deed that fits none of these is denied. */
  readonly allowed: readonly DeedClause[]
  /** Deeds that must have happened before the intent counts as done. */
  readonly required: readonly RequiredClause[]
  /** Required deeds come in the order of their list, save those at any time: one is denied while an earlier one is open. */
  readonly inOrder?: true
  readonly limits: readonly LimitClause[]
  /** Milliseconds since 1970; after it nothing more is done. */
  readonly until: number | undefined
}
