/**
 * Where a value came from. `person`: typed or chosen by the person; `skill`: written in the skill file; `tool`: made by
 * a tool this machine trusts; `untrusted`: text that somebody else wrote (a page, a mail, the inside of a file, a model
 * that read such).
 */
export type Trust = 'person' | 'skill' | 'tool' | 'untrusted'

export interface Label {
  readonly trust: Trust
  /** In words a person reads, such as `the input "folder"` or `what file.read gave in "look"`. */
  readonly source: string
}

/** A set of labels without repeats; the empty one says "the skill text". Shared and never changed in place. */
export type Labels = readonly Label[]

export const noLabels: Labels = []

/** Gives the union of two sets; one of the arguments itself where it already is the union. */
export function joinLabels(a: Labels, b: Labels): Labels {
  if (a === b || b.length === 0) return a
  if (a.length === 0) return b
  const added = b.filter((label) => !a.some((other) => other.trust === label.trust && other.source === label.source))
  return added.length === 0 ? a : [...a, ...added]
}

export function isUntrusted(labels: Labels): boolean {
  return labels.some((label) => label.trust === 'untrusted')
}

/**
 * A value with the labels of the whole and, for a tool whose answer mixes its own facts with foreign text, the output
 * paths that are untrusted (`["content"]`, `["links.*.text"]`; `*` is any index or key).
 */
export interface Labelled<T> {
  readonly value: T
  readonly labels: Labels
  readonly untrusted?: readonly string[]
}
