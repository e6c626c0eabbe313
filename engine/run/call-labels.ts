import type { ActivityEffect } from '../terms/effect.ts'
import type { Changed, Entry } from '../terms/journal.ts'
import { isUntrusted, joinLabels, type Labels } from '../terms/label.ts'

interface Asking {
  readonly effect: ActivityEffect
}

type EntryOf<Kind extends Entry['kind']> = Extract<Entry, { readonly kind: Kind }>

/** The labels of what a tool answered, by the entries of the call and its answer. */
export function callLabels(activity: Asking, call: EntryOf<'tool-called'>, answer: EntryOf<'tool-answered'>): Labels {
  return withChange(outputLabels(activity, call.tool, answer.untrusted === true), answer.changed, `what you put in for the answer of ${call.tool}`)
}

/** The labels of a value that a person replaced: the person's, and its own where a part of it is left. */
export function withChange(own: Labels, changed: Changed | undefined, source: string): Labels {
  if (changed === undefined) return own
  const person: Labels = [{ trust: 'person', source }]
  return changed === 'all' ? person : joinLabels(own, person)
}

/**
 * The tool itself, or untrusted where the tool says that all of its answer is. An answer that merely repeats an untrusted
 * argument is not trusted either, nor one that is only there because of untrusted content: those labels go along.
 */
export function outputLabels(activity: Asking, tool: string, untrusted: boolean): Labels {
  const source = `what ${tool} gave in "${activity.effect.state}"`
  return joinLabels([{ trust: untrusted ? 'untrusted' : 'tool', source }], foreignOf(activity))
}

/** A tool whose answers hold text of others may repeat it in what it says when it fails. */
export function failureLabels(activity: Asking, call: EntryOf<'tool-called'>, answer: EntryOf<'tool-answered'>): Labels {
  return answer.untrusted === undefined ? [] : [{ trust: 'untrusted', source: `what ${call.tool} said when it failed in "${activity.effect.state}"` }]
}

/** The untrusted labels of all that an activity was given, and of the choices that led to it. */
export function foreignOf({ effect }: Asking): Labels {
  const parts = effect.kind === 'call' ? [...Object.values(effect.deed.origins), effect.deed.because] : effect.kind === 'run' ? [...Object.values(effect.origins), effect.because] : effect.kind === 'each' ? [effect.labels, effect.because] : 'labels' in effect ? [effect.labels] : []
  let labels: Labels = []
  for (const part of parts) if (isUntrusted(part)) labels = joinLabels(labels, part.filter(({ trust }) => trust === 'untrusted'))
  return labels
}
