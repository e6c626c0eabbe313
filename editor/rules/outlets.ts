import type { ActivityKind, FlowState } from '../../engine/index.ts'
import { isSingle } from './state-path.ts'

/** Where a way can be drawn from. */
export type OutletKind = 'next' | 'branch' | 'otherwise' | 'yes' | 'no' | 'expired' | 'catch' | 'on' | 'after' | 'always' | 'start'

export interface Outlet {
  readonly kind: OutletKind
  readonly label: string
  /** Any number of ways can be drawn from it; otherwise a new one takes the place of the old. */
  readonly many: boolean
}

const labels: { readonly [Kind in OutletKind]: string } = {
  next: 'Then', branch: 'When …', otherwise: 'Otherwise', yes: 'Yes', no: 'No', expired: 'Nobody answers', catch: 'On failure', on: 'On an event', after: 'After a while', always: 'As soon as …', start: 'Begins with',
}
const many: readonly OutletKind[] = ['branch', 'catch', 'on', 'after', 'always']

const own: { readonly [Kind in ActivityKind]: readonly OutletKind[] } = {
  pass: ['next'],
  rest: [],
  call: ['next', 'catch'],
  run: ['next', 'catch'],
  ask: ['next', 'catch'],
  confirm: ['yes', 'no', 'expired', 'catch'],
  think: ['next', 'catch'],
  choose: ['branch', 'otherwise', 'catch'],
  each: ['next', 'catch', 'start'],
  together: ['next', 'catch'],
  wait: ['next', 'catch'],
  'wait-until': ['next', 'catch'],
  'wait-for': ['next', 'catch'],
  set: ['next', 'catch'],
  states: ['start', 'next', 'catch'],
  history: ['next'],
  leave: ['catch'],
  end: [],
}

/** Gives where ways can be drawn from a state, in the order in which they are shown. */
export function outletsOf(flowState: FlowState): readonly Outlet[] {
  const { kind } = flowState.state.activity
  const offered = own[kind].filter((outlet) => outlet !== 'start' || !isSingle(flowState))
  const events: readonly OutletKind[] = kind === 'end' || kind === 'leave' || kind === 'history' || kind === 'choose' ? [] : ['on', 'after', 'always']
  return [...offered, ...events].map((outlet) => ({ kind: outlet, label: labels[outlet], many: many.includes(outlet) }))
}
