/*
 * What each entry of the journal means: the only way a RunState changes (R2, R3). Live, the runner appends an entry and
 * applies it; on resume the stored ones are applied in order. One function a kind; a new kind does not compile until it is here.
 */
import type { Env } from '../compile/scope.ts'
import { ChelaError } from '../terms/failure.ts'
import type { Entry, EntryKind } from '../terms/journal.ts'
import { joinLabels, noLabels, type Labels } from '../terms/label.ts'
import { answerPerson } from './answer-person.ts'
import { callLabels, failureLabels, withChange } from './call-labels.ts'
import { forkState } from './fork-state.ts'
import { noteDeed } from './note-deed.ts'
import type { Activity, EntryOf, Frame } from './run-parts.ts'
import type { RunState } from './run-state.ts'

/** Changes the state as the entry says. Entries are applied in order of their sequence number, each once. */
export function applyEntry(state: RunState, entry: Entry): void {
  state.passed = entry.time - state.time
  state.sequence = entry.sequence
  state.time = entry.time
  if (!Object.hasOwn(appliers, entry.kind)) throw new ChelaError('journal-kind', `The journal of run ${state.run} has an entry of the kind ${JSON.stringify(entry.kind)}, which this version does not know.`, { help: 'Use the version of Chela that wrote it.' })
  if (state.contract !== undefined) noteDeed(state, entry)
  const apply = appliers[entry.kind] as (state: RunState, entry: Entry) => void
  apply(state, entry)
}

const nothing = (): void => {}

const appliers: { readonly [Kind in EntryKind]: (state: RunState, entry: EntryOf<Kind>) => void } = {
  'run-started': startRun,
  'run-forked': forkState,
  'contract-changed': (state, entry) => {
    state.contract = entry.contract
  },
  'skill-started': startSkill,
  'tool-called': callTool,
  'tool-answered': answerTool,
  'answer-late': (state, entry) => void state.calls.delete(entry.call),
  'effect-denied': (state, entry) => {
    const { tool, decision } = entry
    withActivity(state, entry.activity, (activity) => state.fail(activity, { code: 'denied', message: decision.because, tool }, false))
  },
  'activity-failed': (state, entry) =>
    withActivity(state, entry.activity, (activity) => {
      if (entry.waits === true) return state.stall(activity)
      if (activity.effect.kind === 'think' && entry.failure.code === 'over-budget') return state.breakOff(entry.failure)
      state.fail(activity, entry.failure)
    }),
  'person-asked': (state, entry) =>
    withActivity(state, entry.activity, (activity) => {
      activity.status = 'asking'
      activity.open = entry.sequence
      state.ready.delete(activity)
      state.asks.set(entry.sequence, { entry, activity })
    }),
  'person-answered': answerPerson,
  'model-asked': (state, entry) =>
    withActivity(state, entry.activity, (activity) => {
      if (activity.open !== undefined) state.questions.delete(activity.open)
      activity.status = 'calling'
      activity.open = entry.sequence
      state.ready.delete(activity)
      state.spending.calls++
      state.questions.set(entry.sequence, { entry, activity })
    }),
  'model-answered': answerModel,
  'timer-fired': fireTimer,
  'event-received': (state, entry) => {
    const { time, name, data, labels } = entry
    for (const frame of state.frames()) state.deliver(frame, { kind: 'message', time, name, data: { value: data, labels } })
  },
  'evidence-checked': checkEvidence,
  'outcome-unknown': (state, entry) => {
    state.unknown = { call: entry.call, because: entry.because }
  },
  'run-paused': (state) => {
    state.paused = true
  },
  'run-resumed': (state) => {
    state.paused = false
    state.unstall()
  },
  'run-cancelled': (state, entry) => {
    state.cancelled = entry.because
    state.end ??= { outcome: 'stopped', output: { value: null, labels: noLabels }, because: entry.because, error: undefined }
    state.stopAll()
  },
  'run-ended': (state, entry) => {
    state.outcome = entry.outcome
    state.stopAll()
  },
  'undo-started': (state) => {
    state.undoing = true
  },
  'undo-skipped': nothing,
  'undo-ended': (state) => {
    state.undoing = false
    state.undone = true
  },
}

function withActivity(state: RunState, id: number, work: (activity: Activity) => void): void {
  const activity = state.activities.get(id)
  if (activity !== undefined) work(activity)
}

function startRun(state: RunState, entry: EntryOf<'run-started'>): void {
  state.started = entry
  state.contract = entry.contract
  if (state.machineOf === undefined) return
  for (const hash of entry.envelope ?? []) state.envelope.set(hash, (state.envelope.get(hash) ?? 0) + 1)
  const machine = state.machineOf(entry.hash)
  const env: Env = { input: entry.input, origins: entry.origins, intent: entry.intent, memory: entry.memory, ...(entry.memoryLabels !== undefined && { memoryLabels: entry.memoryLabels }), because: noLabels, item: undefined, index: 0, outer: undefined }
  if (machine.limits.time !== undefined) state.setLimit(entry.time + machine.limits.time)
  state.begin(machine, env, { path: '', parent: undefined, index: 0, skill: doerOf(entry), accepted: entry.accepted, depth: 0 })
}

function startSkill(state: RunState, entry: EntryOf<'skill-started'>): void {
  withActivity(state, entry.activity, (activity) => {
    const { effect, frame } = activity
    if (effect.kind !== 'run' || state.machineOf === undefined) return
    activity.status = 'inside'
    state.ready.delete(activity)
    const env: Env = { ...frame.env, input: entry.input, origins: effect.origins, because: effect.because, item: undefined, index: 0, outer: undefined }
    state.begin(state.machineOf(entry.hash), env, { path: `${activity.path}/`, parent: activity.id, index: 0, skill: doerOf(entry), accepted: entry.accepted, depth: frame.depth + 1 })
  })
}

function doerOf({ skill, hash, own }: EntryOf<'run-started' | 'skill-started'>): Frame['skill'] {
  return { name: skill, hash, ...(own === true && { own }) }
}

function callTool(state: RunState, entry: EntryOf<'tool-called'>): void {
  const activity = entry.undoes === undefined ? state.activities.get(entry.activity) : undefined
  state.calls.set(entry.sequence, { entry, activity })
  if (entry.hash !== undefined) useUp(state, entry.hash)
  if (activity === undefined) return
  activity.status = 'calling'
  activity.open = entry.sequence
  activity.attempt = entry.attempt
  activity.key ??= entry.key
  activity.frame.shown.delete(activity.effect.state)
  state.ready.delete(activity)
}

/** A yes to one deed is good for one deed, and one of the rehearsal is done with it, whichever yes it was. */
function useUp(state: RunState, hash: string): void {
  state.approvals.delete(hash)
  const left = state.envelope.get(hash)
  if (left === undefined) return
  if (left > 1) state.envelope.set(hash, left - 1)
  else state.envelope.delete(hash)
}

function answerTool(state: RunState, entry: EntryOf<'tool-answered'>): void {
  const call = state.calls.get(entry.call)
  state.calls.delete(entry.call)
  if (state.unknown?.call === entry.call) state.unknown = undefined
  const activity = call?.activity
  if (call === undefined || activity === undefined || !state.isOpen(activity) || activity.open !== entry.call) return
  if (entry.failure !== undefined) state.fail(activity, { ...entry.failure, tool: call.entry.tool }, true, failureLabels(activity, call.entry, entry))
  else state.finish(activity, entry.output ?? null, callLabels(activity, call.entry, entry), entry.untrusted === true ? undefined : entry.untrusted)
}

function answerModel(state: RunState, entry: EntryOf<'model-answered'>): void {
  const question = state.questions.get(entry.ask)
  state.questions.delete(entry.ask)
  if (entry.usage !== undefined) state.spending.answered(entry.usage)
  if (question === undefined || !state.isOpen(question.activity)) return
  const { activity } = question
  if (entry.waits === true) return state.stall(activity)
  if (entry.failure !== undefined) return state.fail(activity, entry.failure)
  const asked: Labels = activity.effect.kind === 'think' ? activity.effect.labels : noLabels
  const own = joinLabels(asked, [{ trust: 'tool', source: `what the model answered in "${activity.effect.state}"` }])
  state.finish(activity, entry.answer ?? null, withChange(own, entry.changed, `what you put in for the answer of the model in "${activity.effect.state}"`))
}

function fireTimer(state: RunState, entry: EntryOf<'timer-fired'>): void {
  const timer = state.timers.get(entry.timer)
  if (timer === undefined) return
  state.endTimer(timer)
  if (timer.kind === 'limit') return state.breakOff({ code: 'out-of-time', message: 'The run took longer than its limit of time.' })
  if (timer.kind === 'machine') return state.deliver(timer.frame, { kind: 'timer', time: entry.time, timer: timer.name })
  if (timer.kind === 'retry') return state.tryAgain(timer.activity)
  const { activity } = timer
  state.fail(activity, { code: 'timeout', message: `"${activity.effect.state}" took longer than its timeout.` }, activity.effect.kind !== 'each')
}

/** Evidence that does not hold, or can not be read, ends the skill it stands in; nothing in that skill can catch it. */
function checkEvidence(state: RunState, entry: EntryOf<'evidence-checked'>): void {
  withActivity(state, entry.activity, (activity) => {
    if (entry.holds === true) return state.finish(activity, true, noLabels)
    const unread = entry.holds === 'unknown'
    const message = unread ? 'Whether the evidence for "done" holds could not be found out.' : 'The evidence for "done" does not hold.'
    state.endWithout(activity.frame, { code: unread ? 'unknown' : 'evidence', message, state: activity.effect.state })
  })
}
