import type { ToolFacts } from '../../engine/index.ts'
import type { GraphNode } from '../graph/graph.ts'
import type { IconName } from '../look/Icon.tsx'
import { classLooks, type Tone } from '../look/tone.ts'

export interface KindLook {
  readonly icon: IconName
  readonly tone: Tone
  /** The kind in a word or two, for people who do not see the colour. */
  readonly words: string
}

const looks: { readonly [kind in GraphNode['kind']]: KindLook } = {
  start: { icon: 'play', tone: 'control', words: 'start' },
  finish: { icon: 'end', tone: 'control', words: 'end of the skill' },
  pass: { icon: 'call', tone: 'control', words: 'passes on' },
  rest: { icon: 'pause', tone: 'control', words: 'rests' },
  call: { icon: 'unknown', tone: 'control', words: 'tool' },
  run: { icon: 'run', tone: 'control', words: 'skill' },
  ask: { icon: 'ask', tone: 'person', words: 'question' },
  confirm: { icon: 'confirm', tone: 'person', words: 'yes or no' },
  think: { icon: 'model', tone: 'model', words: 'model' },
  choose: { icon: 'branch', tone: 'control', words: 'choice' },
  each: { icon: 'each', tone: 'control', words: 'once per element' },
  together: { icon: 'together', tone: 'control', words: 'at once' },
  wait: { icon: 'wait', tone: 'control', words: 'waits' },
  'wait-until': { icon: 'wait', tone: 'control', words: 'waits' },
  'wait-for': { icon: 'wait', tone: 'control', words: 'waits for an event' },
  set: { icon: 'set', tone: 'control', words: 'sets variables' },
  states: { icon: 'group', tone: 'control', words: 'group' },
  history: { icon: 'history', tone: 'control', words: 'door back' },
  leave: { icon: 'leave', tone: 'control', words: 'leaves the group' },
  end: { icon: 'end', tone: 'control', words: 'end' },
}

/** Gives how a node is shown: a call in the colour of what its tool may do, all others by their kind. */
export function lookOf({ kind, uses, repeats }: GraphNode, tools: ReadonlyMap<string, ToolFacts>): KindLook {
  const facts = uses !== undefined && (kind === 'call' || repeats) ? tools.get(uses) : undefined
  if (facts === undefined) return looks[kind]
  const { icon, tone, words } = toolLook(facts.class)
  return repeats ? { icon: 'each', tone, words: `once per element, ${words}` } : { icon, tone, words }
}

/** Gives how a tool of a class is shown; of a tool that is not here, as unknown. */
export function toolLook(of: ToolFacts['class'] | undefined): KindLook {
  return of === undefined ? looks.call : classLooks[of]
}

const controls: { readonly [entry: string]: GraphNode['kind'] } = { wait_for: 'wait-for', done: 'end', failed: 'end', stopped: 'end' }

/** Gives how an entry of control in the palette is shown. */
export function controlLook(entry: string): KindLook {
  const kind = Object.hasOwn(controls, entry) ? controls[entry] : entry
  return kind !== undefined && Object.hasOwn(looks, kind) ? looks[kind as GraphNode['kind']] : looks.pass
}
