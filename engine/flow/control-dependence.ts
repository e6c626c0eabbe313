/*
 * Which choices decide whether a state runs. Standard control dependence by post-dominators (Ferrante, Ottenstein and Warren 1987),
 * closed over: what decides a choice decides what the choice decides. Beyond the standard: a choice that can keep a run
 * waiting or going round for ever decides all that comes after it (D1); who raises an event decides what the event leads to (D2).
 * A failure that nothing catches ends the run and decides nothing (D3).
 */
import type { Cel, Template } from '../terms/skill.ts'
import { choiceAt, type Choice } from './choice-at.ts'
import { dominators } from './dominators.ts'
import { theEnd, type Flow } from './flow.ts'
import { endNode, graphOf, type FlowGraph } from './flow-graph.ts'
import { raisersOf } from './raisers.ts'
import { strongComponents } from './strong-components.ts'

export interface Controls {
  /** The choices that decide whether the state of this key runs, in the order of the file. Empty: it always does, if all goes well. */
  of(key: string): readonly Choice[]
}

export type { Choice }

/** How many direct dependences are kept; beyond it every choice counts as deciding everything, which is safe. */
const maxDependences = 2_000_000

/** Gives, for each state, the choices that decide whether it runs. */
export function controlling(flow: Flow): Controls {
  const graph = graphOf(flow)
  const raisers = raisersOf(flow, graph)
  const choices = graph.leaving.map((_, node) => choiceAt(graph, node)).concat(raisers.hubs.map(() => undefined))
  const leaving = usualEdges(flow, graph, choices)
  addEndless(graph, leaving, raisers.listeners, choices)
  const depends = dependences(leaving)
  const all = mergeChoices(choices.filter((choice) => choice !== undefined))
  if (depends === undefined) return { of: () => all }
  noteDuring(graph, depends)
  for (const [node, sources] of raisers.depends) depends[node] = [...(depends[node] ?? []), ...sources]
  const closed = close(depends, choices)
  return {
    of: (key) => (flow.states.has(key) ? mergeChoices(closed(graph.node(key, 'doing'))) : key === theEnd ? all : []),
  }
}

/** The edges of a run in which nothing fails uncaught (D3). */
function usualEdges(flow: Flow, graph: FlowGraph, choices: readonly (Choice | undefined)[]): number[][] {
  const handled = new Set<string>()
  for (const { key, parent, state } of flow.states.values()) {
    if (state.catch.length > 0 || (parent !== undefined && handled.has(parent))) handled.add(key)
  }
  const failing = (node: number): boolean => {
    const at = graph.stateOf(node)
    return at?.role === 'fail' && !handled.has(at.state.key)
  }
  return graph.leaving.map((ids, node) => {
    const targets = new Set<number>()
    for (const id of ids) {
      const edge = graph.edges[id]
      if (edge === undefined || (failing(node) && edge.way?.why !== 'catch')) continue
      const uncaught = failing(edge.to) || (edge.to === endNode && edge.way?.why === 'failed')
      // Only where a guard decides whether the failure is caught does going uncaught count as a way.
      if (!uncaught) targets.add(edge.to)
      else if (choices[node] !== undefined && graph.stateOf(node)?.role === 'fail') targets.add(endNode)
    }
    return [...targets]
  })
}

/** Where a run may be led away by the transitions of a group, their guards decide. */
function noteDuring(graph: FlowGraph, depends: number[][]): void {
  for (const edge of graph.edges) {
    if (graph.stateOf(edge.to)?.role === 'during') depends[edge.from]?.push(edge.to)
  }
}

/** Lets every node reach the end: a guarded wait or the guarded exit of a cycle may never come to pass (D1). */
function addEndless(graph: FlowGraph, leaving: number[][], listeners: ReadonlySet<number>, choices: readonly (Choice | undefined)[]): void {
  const components = strongComponents(leaving)
  leaving.forEach((targets, node) => {
    if (targets.length === 0) return
    const guarded = choices[node] !== undefined
    const at = guarded || listeners.has(node) ? graph.stateOf(node) : undefined
    if (at === undefined) return
    const loops = targets.some((target) => components.of[target] === components.of[node])
    const leaves = targets.some((target) => components.of[target] !== components.of[node])
    const each = at.state.state.activity.kind === 'each' && at.role === 'doing'
    if (listeners.has(node) || (guarded && !each && ((loops && leaves) || waits(at.state.state.activity.kind, at.role)))) targets.push(endNode)
  })
  const arriving: number[][] = leaving.map(() => [])
  leaving.forEach((targets, node) => targets.forEach((target) => arriving[target]?.push(node)))
  const reaches = new Uint8Array(leaving.length)
  const spread = (from: number): void => {
    const open = [from]
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      if (reaches[node] === 1) continue
      reaches[node] = 1
      for (const source of arriving[node] ?? []) open.push(source)
    }
  }
  spread(endNode)
  for (let node = leaving.length - 1; node >= 0; node--) {
    if (reaches[node] === 1) continue
    leaving[node]?.push(endNode)
    spread(node)
  }
}

function waits(kind: string, role: string): boolean {
  return role === 'doing' && (kind === 'rest' || kind === 'wait-for')
}

/** For each node the nodes that directly decide whether it is passed; `undefined` when there are too many to keep. */
function dependences(leaving: readonly (readonly number[])[]): number[][] | undefined {
  const arriving: number[][] = leaving.map(() => [])
  leaving.forEach((targets, node) => targets.forEach((target) => arriving[target]?.push(node)))
  const after = dominators(arriving, endNode)
  const depends: number[][] = leaving.map(() => [])
  let count = 0
  for (const [node, targets] of leaving.entries()) {
    if (targets.length < 2) continue
    for (const target of targets) {
      for (let at = target; at !== after[node] && at !== endNode; at = after[at] ?? endNode) {
        const list = depends[at]
        // Where this node was noted before, it was noted all the way up.
        if (list === undefined || list[list.length - 1] === node) break
        list.push(node)
        if (++count > maxDependences) return undefined
      }
    }
  }
  return depends
}

/** Gives the choices that a node depends on, through any number of others. Sets are bits, one set for a component. */
function close(depends: readonly (readonly number[])[], choices: readonly (Choice | undefined)[]): (node: number) => readonly Choice[] {
  const numbered = choices.flatMap((choice, node) => (choice === undefined ? [] : [{ choice, node }]))
  const bitOf = new Map(numbered.map(({ node }, bit) => [node, bit]))
  const width = Math.ceil(numbered.length / 32)
  const components = strongComponents(depends)
  const members: number[][] = Array.from({ length: components.count }, () => [])
  components.of.forEach((component, node) => members[component]?.push(node))
  const sets: (Uint32Array | undefined)[] = []
  for (const nodes of members) {
    const own = nodes.flatMap((node) => (depends[node] ?? []).map((source) => ({ bit: bitOf.get(source), below: sets[components.of[source] ?? -1] })))
    sets.push(unite(own, width))
  }
  return (node) => {
    const set = sets[components.of[node] ?? -1]
    if (set === undefined) return []
    return numbered.filter((_, bit) => ((set[bit >>> 5] ?? 0) & (1 << (bit & 31))) !== 0).map(({ choice }) => choice)
  }
}

/** One set of bits out of single bits and other sets; a set that is all there is is shared, not copied. */
function unite(parts: readonly { readonly bit: number | undefined; readonly below: Uint32Array | undefined }[], width: number): Uint32Array | undefined {
  const sets = new Set(parts.flatMap(({ below }) => (below === undefined ? [] : [below])))
  const bits = parts.flatMap(({ bit }) => (bit === undefined ? [] : [bit]))
  const [first] = sets
  if (bits.length === 0 && sets.size <= 1) return first
  const result = first === undefined ? new Uint32Array(width) : first.slice()
  for (const set of sets) if (set !== first) for (let index = 0; index < width; index++) result[index]! |= set[index]!
  for (const bit of bits) result[bit >>> 5]! |= 1 << (bit & 31)
  return result
}

/** One choice a state. */
function mergeChoices(choices: readonly Choice[]): readonly Choice[] {
  const merged = new Map<string, { state: string; conditions: Set<Cel>; templates: Set<Template> }>()
  for (const { state, conditions, templates } of choices) {
    const known = merged.get(state) ?? { state, conditions: new Set(), templates: new Set() }
    merged.set(state, known)
    for (const condition of conditions) known.conditions.add(condition)
    for (const template of templates) known.templates.add(template)
  }
  return [...merged.values()].map(({ state, conditions, templates }) => ({ state, conditions: [...conditions], templates: [...templates] }))
}
