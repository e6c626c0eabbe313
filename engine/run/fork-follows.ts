/*
 * Whether recorded entries still make sense after a value before them was changed. Owns: the comparison of the two lives, entry
 * by entry. Always true: an entry stands in a fork only where the fork asked for the very same thing itself.
 */
import type { ActivityEffect } from '../terms/effect.ts'
import { ChelaError } from '../terms/failure.ts'
import type { Entry } from '../terms/journal.ts'
import { canonicalJson, type Json } from '../terms/json.ts'
import { applyEntry } from './apply-entry.ts'
import type { Activity, MachineOf, Timer } from './run-parts.ts'
import { RunState } from './run-state.ts'

/** Throws ChelaError where the changed entries ask for something else than the old ones do, behind the entry `changed`. */
export function checkFollows(old: readonly Entry[], next: readonly Entry[], changed: number, machineOf: MachineOf): void {
  const before = new RunState('before', machineOf)
  const after = new RunState('after', machineOf)
  old.forEach((entry, index) => {
    if (entry.sequence > changed && subjectOf(before, entry) !== subjectOf(after, entry)) throw parted(entry, changed)
    applyEntry(before, entry)
    applyEntry(after, next[index] as Entry)
  })
}

/** What an entry is about, as the run then stands; one whose making can not be compared is never the same. */
function subjectOf(state: RunState, entry: Entry): string | symbol {
  if (entry.kind === 'evidence-checked') return Symbol('evidence')
  if (entry.kind === 'timer-fired') return timerWords(state.timers.get(entry.timer))
  if ('ask' in entry) return activityWords(state, (state.asks.get(entry.ask) ?? state.questions.get(entry.ask))?.activity)
  if ('call' in entry) return activityWords(state, state.calls.get(entry.call)?.activity)
  return 'activity' in entry ? activityWords(state, state.activities.get(entry.activity)) : ''
}

function activityWords(state: RunState, activity: Activity | undefined): string {
  if (activity === undefined) return 'none'
  return canonicalJson([activity.path, state.isOpen(activity), activity.attempt, ...essence(activity.effect)])
}

function timerWords(timer: Timer | undefined): string {
  if (timer === undefined) return 'none'
  if (timer.kind === 'limit') return 'limit'
  return timer.kind === 'machine' ? canonicalJson([timer.frame.path, timer.name]) : canonicalJson([timer.kind, timer.activity.path, timer.activity.attempt])
}

/** What an activity asks for, without where that came from. */
function essence(effect: ActivityEffect): readonly Json[] {
  switch (effect.kind) {
    case 'call':
      return [effect.deed.tool, effect.deed.input]
    case 'run':
      return [effect.skill, effect.input]
    case 'ask':
      return [effect.text, effect.form as unknown as Json]
    case 'confirm':
      return [effect.text, effect.deed === undefined ? null : [effect.deed.tool, effect.deed.input]]
    case 'think':
      return [effect.question, effect.given, effect.answer as unknown as Json]
    case 'each':
    case 'evidence':
      return []
  }
}

function parted(entry: Entry, changed: number): ChelaError {
  return new ChelaError('fork-differs', `With entry ${changed} changed, the run does not come to entry ${entry.sequence} as it did.`, {
    help: `Go on from entry ${entry.sequence - 1} or one before it.`,
    facts: { sequence: entry.sequence },
  })
}
