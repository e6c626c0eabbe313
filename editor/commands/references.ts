/*
 * Where the names of states, inputs and variables stand in a file. Owns: which name means which thing, by scope.
 * Always true: R1 a range holds exactly the letters of the name, without quotes; R2 no range is given twice.
 */
import { targetsOf, type DocumentNode, type FlowState, type MapEntry, type Range, type State, type Templates } from '../../engine/index.ts'
import type { SkillView } from '../rules/skill-view.ts'
import { freeNames } from './expression-names.ts'

export interface Reference {
  /** `reads`: an expression; `leads`: a target, a start or an event; `tests`: a test; `declares`: the name itself. */
  readonly kind: 'declares' | 'leads' | 'reads' | 'tests'
  readonly range: Range
  /** The key of the state it stands in, if it stands in one. */
  readonly owner: string | undefined
}

/** Gives every place that names a state, in the order of the file. */
export function stateReferences(view: SkillView, target: FlowState): readonly Reference[] {
  const name = target.state.name
  const found = collector(view, name)
  found.word('declares', target.state.nameRange, target.key)
  if (view.skill.start === name) found.value('leads', view.places.entry(view.skill, 'start'), undefined)
  for (const { key, state } of view.flow.states.values()) {
    for (const { target: { state: to, range } } of targetsOf(state)) if (to === name) found.word('leads', range, key)
    const { activity } = state
    if ((activity.kind === 'states' || activity.kind === 'each') && activity.start === name) found.value('leads', view.places.entry(state, 'start'), key)
    for (const entry of mapOf(view.places.entry(state, 'on')?.value)) if (entry.key === `done.${name}`) found.word('leads', entry.keyRange, key, 'done.'.length)
    if (activity.kind === 'wait-for' && activity.event === `done.${name}`) found.word('leads', view.places.entry(state, 'wait', 'for')?.value.range, key, 'done.'.length)
  }
  for (const read of freeNames(view)) {
    if (read.name === name && read.placed.role !== 'bound' && read.placed.owner !== undefined && sees(view, read.placed.owner, target)) found.exact('reads', read.range, read.placed.owner.key)
  }
  const isSkill = [...view.flow.states.values()].some(({ state: { activity } }) => activity.kind === 'run' && activity.skill.kind === 'literal' && activity.skill.value === name)
  for (const test of view.skill.tests) {
    for (const key of isSkill ? ['person'] : ['person', 'answers']) for (const entry of mapOf(view.places.entry(test, key)?.value)) if (entry.key === name) found.word('tests', entry.keyRange, undefined)
    const states = view.places.entry(test, 'expect', 'states')?.value
    for (const node of states?.kind === 'list' ? states.items : states === undefined ? [] : [states]) if (node.kind === 'scalar' && node.value === name) found.word('tests', node.range, undefined)
  }
  return found.all()
}

/** Gives every place that names an input. */
export function inputReferences(view: SkillView, name: string): readonly Reference[] {
  const found = collector(view, name)
  for (const entry of mapOf(view.places.entry(view.skill, 'inputs')?.value)) if (entry.key === name) found.word('declares', entry.keyRange, undefined)
  fieldReads(view, 'input', name, found)
  for (const test of view.skill.tests) for (const entry of mapOf(view.places.entry(test, 'given')?.value)) if (entry.key === name) found.word('tests', entry.keyRange, undefined)
  const examples = view.places.entry(view.skill, 'examples')?.value
  for (const node of examples?.kind === 'list' ? examples.items : examples === undefined ? [] : [examples]) {
    const written = view.text.slice(node.range.start, node.range.end)
    for (let at = written.indexOf(`{${name}}`); at >= 0; at = written.indexOf(`{${name}}`, at + 1)) {
      const start = node.range.start + at + 1
      found.exact('leads', { start, end: start + name.length }, undefined)
    }
  }
  return found.all()
}

/** Gives every place that names a variable. */
export function varReferences(view: SkillView, name: string): readonly Reference[] {
  const found = collector(view, name)
  for (const entry of mapOf(view.places.entry(view.skill, 'vars')?.value)) if (entry.key === name) found.word('declares', entry.keyRange, undefined)
  fieldReads(view, 'vars', name, found)
  for (const { key, state } of view.flow.states.values()) {
    for (const set of setsOf(state)) for (const entry of mapOf(view.places.node(set))) if (entry.key === name) found.word('leads', entry.keyRange, key)
  }
  return found.all()
}

function fieldReads(view: SkillView, holder: string, name: string, found: Collector): void {
  for (const read of freeNames(view)) if (read.name === holder && read.field?.name === name) found.exact('reads', read.field.range, read.placed.owner?.key)
}

function setsOf(state: State): readonly Templates[] {
  const { activity } = state
  const own = activity.kind === 'set' ? [activity.vars] : []
  const branches = activity.kind === 'choose' ? activity.branches : []
  return [...own, ...[...branches, ...state.on, ...state.after, ...state.always, ...state.catch, state.entry, state.exit].map(({ set }) => set)]
}

/** Says whether expressions in `reader` mean `target` by its name: those in an each see what is in it and what is around it. */
export function sees(view: SkillView, reader: FlowState, target: FlowState): boolean {
  const name = target.state.name
  for (let machine = reader.machine; ; ) {
    const holder = machine === undefined ? undefined : view.flow.states.get(machine)
    if (holder?.state.activity.kind === 'each' && (holder.state.activity.as === name || name === 'index')) return false
    if (machine === target.machine) return true
    if (holder === undefined) return false
    machine = holder.machine
  }
}

/** Gives a state and all that lies in it. */
export function keysInside(view: SkillView, key: string): ReadonlySet<string> {
  const keys = new Set([key])
  for (const one of keys) for (const child of view.flow.states.get(one)?.children ?? []) keys.add(child)
  return keys
}

export function mapOf(node: DocumentNode | undefined): readonly MapEntry[] {
  return node?.kind === 'map' ? node.entries : []
}

type Collector = ReturnType<typeof collector>

function collector({ text }: SkillView, name: string) {
  const found = new Map<number, Reference>()
  const exact = (kind: Reference['kind'], range: Range, owner: string | undefined): void => {
    if (!found.has(range.start)) found.set(range.start, { kind, range, owner })
  }
  /** A key or text value: `skip` letters of it stand before the name. */
  const word = (kind: Reference['kind'], range: Range | undefined, owner: string | undefined, skip = 0): void => {
    if (range === undefined) return
    const sign = text[range.start]
    const quoted = sign === '"' || sign === "'"
    const start = sign === '|' || sign === '>' ? text.indexOf(name, range.start) : range.start + (quoted ? 1 : 0) + skip
    const end = sign === '|' || sign === '>' ? start + name.length : range.end - (quoted ? 1 : 0)
    exact(kind, { start, end }, owner)
  }
  const value = (kind: Reference['kind'], entry: MapEntry | undefined, owner: string | undefined): void => word(kind, entry?.value.range, owner)
  return { exact, word, value, all: (): readonly Reference[] => [...found.values()].sort((a, b) => a.range.start - b.range.start) }
}
