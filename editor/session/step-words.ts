import type { EntryKind, TimelineStep } from '../../engine/index.ts'

/** Of what kind a step is, for its sign. */
export type StepSign = 'start' | 'deed' | 'answer' | 'person' | 'model' | 'time' | 'trouble' | 'end' | 'back'

const signs: { readonly [kind in EntryKind]: StepSign } = {
  'run-started': 'start', 'run-forked': 'start', 'skill-started': 'start', 'run-resumed': 'start',
  'tool-called': 'deed', 'tool-answered': 'answer', 'answer-late': 'answer',
  'person-asked': 'person', 'person-answered': 'person', 'contract-changed': 'person', 'model-asked': 'model', 'model-answered': 'model',
  'timer-fired': 'time', 'event-received': 'time', 'run-paused': 'time', 'evidence-checked': 'answer',
  'effect-denied': 'trouble', 'activity-failed': 'trouble', 'outcome-unknown': 'trouble', 'run-cancelled': 'end', 'run-ended': 'end',
  'undo-started': 'back', 'undo-skipped': 'back', 'undo-ended': 'back',
}

/** Gives a step as a row says it: the state apart from what happened, and no numbers of entries. */
export function stepWords({ kind, path, words }: TimelineStep): { readonly sign: StepSign; readonly path: string; readonly words: string } {
  const without = path !== '' && words.startsWith(`${path}: `) ? words.slice(path.length + 2) : words.replace(/^\d+ /u, '')
  const isTrouble = /^answered[^:]*: failed \(/u.test(without)
  const told = kind === 'tool-called' ? `calls ${without}` : without
  return { sign: isTrouble ? 'trouble' : signs[kind], path, words: path === '' ? told.charAt(0).toUpperCase() + told.slice(1) : told }
}
