import type { DocumentNode } from '../../engine/index.ts'

/** Each thing that a state can do, by its key, with the keys that go with it. */
const companions = {
  call: ['with'],
  run: ['with'],
  ask: ['text', 'expires'],
  confirm: ['of', 'yes', 'no', 'expired', 'expires'],
  think: ['given', 'answer'],
  choose: [],
  each: ['as', 'at_once'],
  together: ['first'],
  wait: [],
  set: [],
  states: ['start', 'history'],
  leave: [],
  history: [],
  end: ['output', 'because', 'evidence'],
} as const satisfies { readonly [key: string]: readonly string[] }

export type ActivityKey = keyof typeof companions

export const activityKeys = Object.keys(companions) as readonly ActivityKey[]

export function isActivityKey(key: string): key is ActivityKey {
  return Object.hasOwn(companions, key)
}

/** Gives the keys that go with an activity. */
export function companionsOf(activity: ActivityKey): readonly string[] {
  return companions[activity]
}

/** What a state does, as its keys say: `outer` for an `each`, `inner` for what is done, once or for every element. */
export interface Doing {
  readonly outer: 'each' | undefined
  readonly inner: ActivityKey | undefined
}

/** Gives what a state does by the keys that are written. */
export function doingOf(state: DocumentNode | undefined): Doing {
  const keys = state?.kind === 'map' ? state.entries.map(({ key }) => key) : []
  const inner = keys.find((key): key is ActivityKey => isActivityKey(key) && key !== 'each' && !(key === 'history' && keys.includes('states')))
  return { outer: keys.includes('each') ? 'each' : undefined, inner }
}
