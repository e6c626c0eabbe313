import type { IconName } from '../look/Icon.tsx'
import type { Tone } from '../look/tone.ts'
import type { Doing } from '../rules/activity-keys.ts'

/** What a state can do, as a person chooses it. `call` and `run` need a tool or a skill first. */
export interface KindChoice {
  readonly kind: string
  readonly words: string
  readonly icon: IconName
  readonly tone: Tone
}

export const kinds: readonly KindChoice[] = [
  { kind: 'call', words: 'Call a tool', icon: 'call', tone: 'control' },
  { kind: 'run', words: 'Run a skill', icon: 'run', tone: 'control' },
  { kind: 'ask', words: 'Ask the person', icon: 'ask', tone: 'person' },
  { kind: 'confirm', words: 'Ask for a yes or no', icon: 'confirm', tone: 'person' },
  { kind: 'think', words: 'Ask the model', icon: 'model', tone: 'model' },
  { kind: 'choose', words: 'Choose a way', icon: 'branch', tone: 'control' },
  { kind: 'each', words: 'For each, with states', icon: 'each', tone: 'control' },
  { kind: 'together', words: 'Several at once', icon: 'together', tone: 'control' },
  { kind: 'states', words: 'Group of states', icon: 'group', tone: 'control' },
  { kind: 'wait', words: 'Wait', icon: 'wait', tone: 'control' },
  { kind: 'set', words: 'Set variables', icon: 'set', tone: 'control' },
  { kind: 'leave', words: 'Leave the group', icon: 'leave', tone: 'control' },
  { kind: 'history', words: 'Door to where it was left', icon: 'history', tone: 'control' },
  { kind: 'end', words: 'End', icon: 'end', tone: 'control' },
  { kind: 'pass', words: 'Pass on', icon: 'call', tone: 'control' },
  { kind: 'rest', words: 'Rest', icon: 'pause', tone: 'control' },
]

/** Gives the kind of a state by its keys. An `each` with one activity is what it does to each element. */
export function kindOf({ outer, inner }: Doing, written: readonly string[]): string {
  if (outer !== undefined && (inner === undefined || inner === 'states')) return 'each'
  if (inner !== undefined) return inner
  return ['on', 'after', 'always'].some((key) => written.includes(key)) ? 'rest' : 'pass'
}

/** What the palette calls the kinds that it offers. */
const paletteNames: { readonly [kind: string]: string } = { end: 'done' }

/** Gives the id of the palette entry that a state of a kind begins as. */
export function paletteId(kind: string): string {
  return `control ${Object.hasOwn(paletteNames, kind) ? paletteNames[kind] : kind}`
}

