import type { Json } from '../../engine/terms/json.ts'
import { convertCondition } from './condition.ts'
import { convertContent } from './content.ts'
import { childrenOf, isCompound, Unsupported, wordsOf, type Element, type Tree } from './tree.ts'

type Fields = Record<string, Json>

/** Gives `on:` and `always:` of a state. `active` gives the expression for an `In()`. */
export function convertWays(tree: Tree, state: Element, active: (id: string) => string): Fields {
  const transitions = childrenOf(state, 'transition')
  const always = transitions.filter((one) => one.a?.['event'] === undefined).flatMap((one) => way(tree, state, one, active, undefined))
  const on: Fields = {}
  for (const descriptor of descriptorsOf(transitions)) {
    const key = descriptor === '*' ? '*' : `${descriptor}.*`
    if (/^(?:xstate|chela)(?:\.|$)/u.test(descriptor)) throw new Unsupported('listens for an event that belongs to the engine')
    on[key] = transitions.filter((one) => covers(one, descriptor)).flatMap((one) => way(tree, state, one, active, undefined))
  }
  for (const group of tree.finishing) {
    const name = `done.state.${tree.idOf(group)}`
    const listening = transitions.filter((one) => covers(one, name))
    const ways = listening.flatMap((one) => way(tree, state, one, active, name))
    // A group goes on when it ends, unless something around it waits for its end; here it is to stay.
    if (group === state && !heardOutside(tree, state, name) && ways.every((one) => one['if'] !== undefined)) ways.push({})
    if (ways.length > 0) on[`done.${tree.nameOf(group)}`] = ways
  }
  return { ...(Object.keys(on).length > 0 && { on }), ...(always.length > 0 && { always }) }
}

function heardOutside(tree: Tree, state: Element, event: string): boolean {
  return tree.ancestorsOf(state).some((holder) => childrenOf(holder, 'transition').some((one) => covers(one, event)))
}

/** The descriptors of a state, those with more parts first, `*` last. */
function descriptorsOf(transitions: readonly Element[]): string[] {
  const all = new Set(transitions.flatMap((one) => descriptors(one)))
  const parts = (descriptor: string) => (descriptor === '*' ? 0 : descriptor.split('.').length)
  return [...all].sort((a, b) => parts(b) - parts(a))
}

function descriptors(transition: Element): string[] {
  return wordsOf(transition.a?.['event']).map((word) => (word === '*' ? word : word.replace(/\.\*?$/u, '')))
}

/** Whether a transition fits every event that a name, or a descriptor, stands for. */
function covers(transition: Element, name: string): boolean {
  return descriptors(transition).some((one) => one === '*' || one === name || name.startsWith(`${one}.`))
}

/** One transition; none when its condition is never true. */
function way(tree: Tree, state: Element, transition: Element, active: (id: string) => string, eventName: string | undefined): Fields[] {
  const { cond, target, type } = transition.a ?? {}
  const condition = cond === undefined ? true : convertCondition(cond, { active, eventName, lacksOrigin: !tree.sends })
  if (condition === false) return []
  const { raise, cancel } = convertContent(transition.c ?? [])
  const targets = tree.targets(target)
  const next = targets.length === 0 ? [] : withDomain(tree, state, targets, type === 'internal')
  return [{
    ...(condition !== true && { if: condition }),
    ...(next.length > 0 && { next: next.map((one) => tree.nameOf(one)) }),
    ...(raise.length > 0 && { raise }),
    ...(cancel.length > 0 && { cancel }),
    ...(targets.length > 0 && isExternal(tree, state, targets, type === 'internal') && { reenter: true }),
  }]
}

/** Whether a transition to within its own state leaves that state first. */
function isExternal(tree: Tree, state: Element, targets: readonly Element[], internal: boolean): boolean {
  const inside = targets.every((target) => target === state || tree.isInside(target, state))
  return inside && !(internal && isCompound(state) && targets.every((target) => target !== state))
}

/**
 * The targets, and with them the parallel state that must be left and entered again: in SCXML a transition between the
 * regions of a parallel state leaves that state too; in a skill it does so when the state is named.
 */
function withDomain(tree: Tree, state: Element, targets: readonly Element[], internal: boolean): Element[] {
  const stays = targets.every((target) => tree.isInside(target, state))
  if (internal && isCompound(state) && stays) return [...targets]
  const [first, ...others] = [...targets, state]
  const around = tree.ancestorsOf(first as Element)
  const meeting = around.findIndex((holder) => others.every((other) => tree.isInside(other, holder)))
  let left: Element | undefined
  for (const holder of around.slice(Math.max(meeting, 0))) {
    if (holder.t !== 'parallel') break
    left = holder
  }
  return left === undefined ? [...targets] : [...targets, left]
}
