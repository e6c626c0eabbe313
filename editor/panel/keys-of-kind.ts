import type { ActivityKey, Doing } from '../rules/activity-keys.ts'

/** Keys that any state may have and that mean something for most. */
const all = ['if', 'next', 'timeout', 'retry', 'catch', 'undo', 'on', 'after', 'always', 'entry', 'exit'] as const

export type CommonKey = (typeof all)[number]

const without: { readonly [Kind in ActivityKey]?: readonly CommonKey[] } = {
  call: [],
  run: ['undo'],
  ask: ['undo', 'retry'],
  confirm: ['undo', 'retry', 'next'],
  think: ['undo'],
  choose: ['undo', 'retry', 'timeout', 'on', 'after', 'always'],
  wait: ['undo', 'retry', 'timeout'],
  set: ['undo', 'retry', 'timeout'],
  states: ['undo'],
  together: ['undo'],
  leave: ['undo', 'retry', 'timeout', 'next', 'on', 'after', 'always'],
  history: ['undo', 'retry', 'timeout', 'catch', 'on', 'after', 'always', 'if', 'entry', 'exit'],
  end: ['undo', 'retry', 'timeout', 'next', 'catch', 'on', 'after', 'always'],
}
const ofNothing: readonly CommonKey[] = ['undo', 'retry', 'timeout', 'catch']

/** Gives the keys that a form offers for what a state does. What is written is offered in any case. */
export function offeredKeys({ outer, inner }: Doing, written: readonly string[]): ReadonlySet<CommonKey> {
  const left = inner === undefined ? (outer === undefined ? ofNothing : []) : (without[inner] ?? [])
  return new Set(all.filter((key) => written.includes(key) || !left.includes(key)))
}

/** Gives whether a form knows a key of a state that does this; what it does not know is shown as YAML. */
export function isKnownKey(key: string): boolean {
  return (all as readonly string[]).includes(key) || ['title', 'note', 'disabled'].includes(key)
}
