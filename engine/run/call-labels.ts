import { isUntrusted, joinLabels, type Labels } from '../terms/label.ts'
import type { Activity, EntryOf } from './run-state.ts'

/**
 * The labels of what a tool answered: the tool itself, or untrusted where the tool says that all of its answer is. An
 * answer that merely repeats an untrusted argument is not trusted either: the labels of the arguments go along.
 */
export function callLabels(activity: Activity, call: EntryOf<'tool-called'>, answer: EntryOf<'tool-answered'>): Labels {
  const source = `what ${call.tool} gave in "${activity.effect.state}"`
  const own: Labels = [{ trust: answer.untrusted === true ? 'untrusted' : 'tool', source }]
  if (activity.effect.kind !== 'call') return own
  let labels = own
  for (const origin of Object.values(activity.effect.deed.origins)) if (isUntrusted(origin)) labels = joinLabels(labels, origin)
  return labels
}
