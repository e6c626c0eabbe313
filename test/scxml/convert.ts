/*
 * SCXML → skill. Owns: which keys of a skill say what an element says. Always true: a test is called unsupported by what
 * its elements are, never by its name.
 */
import { writeYaml } from '../../engine/document/write-yaml.ts'
import type { Json } from '../../engine/terms/json.ts'
import { convertContent } from './content.ts'
import { convertWays } from './ways.ts'
import { childrenOf, isCompound, statesIn, Tree, Unsupported, type Element } from './tree.ts'

type Fields = Record<string, Json>

export interface Converted {
  readonly text: string
  /** The SCXML id of each state of the skill that has one. */
  readonly ids: ReadonlyMap<string, string>
}

const dataTags: ReadonlySet<string> = new Set(['data', 'datamodel', 'assign', 'script', 'foreach', 'if', 'invoke', 'param', 'content'])

/** The elements of the document that need a data model or another session; empty for a structural document. */
export function dataElements(root: Element): string[] {
  const found = new Set<string>()
  const walk = (element: Element): void => {
    if (dataTags.has(element.t)) found.add(element.t)
    for (const child of element.c ?? []) walk(child)
  }
  walk(root)
  return [...found].sort()
}

/** Gives the text of a skill that behaves as the document says, or why there is none. */
export function convertScxml(root: Element): Converted | { readonly unsupported: string } {
  const data = dataElements(root)
  if (data.length > 0) return { unsupported: `data model: ${data.join(', ')}` }
  try {
    return new Converter(root).convert()
  } catch (thrown) {
    if (thrown instanceof Unsupported) return { unsupported: thrown.message }
    throw thrown
  }
}

class Converter {
  private readonly tree: Tree
  /** Names of the variables that say whether a state is active, for states that an `In()` asks about. */
  private readonly watched = new Map<Element, string>()

  constructor(root: Element) {
    this.tree = new Tree(root)
  }

  convert(): Converted {
    const { root } = this.tree
    this.watch(root)
    const { start, states } = this.list(root)
    const vars: Fields = {}
    for (const name of this.watched.values()) vars[name] = { type: 'boolean', default: false }
    const skill: Fields = { chela: 1, name: 'converted', ...(this.watched.size > 0 && { vars }), start, states }
    return { text: `${writeYaml(skill)}\n`, ids: this.tree.ids }
  }

  /** Finds the states that conditions ask about. */
  private watch(element: Element): void {
    for (const [, single, double] of (element.a?.['cond'] ?? '').matchAll(/\bIn\(\s*(?:'([^']*)'|"([^"]*)")\s*\)/gu)) {
      const state = this.tree.byId.get(single ?? double ?? '')
      if (state !== undefined) this.watched.set(state, `in_${this.tree.nameOf(state)}`)
    }
    for (const child of element.c ?? []) this.watch(child)
  }

  /** The states of the document or of a compound state, and the one it begins with. */
  private list(holder: Element): { readonly start: string; readonly states: Fields } {
    const states: Fields = {}
    const start = this.start(holder, states)
    for (const child of statesIn(holder)) this.state(child, states)
    return { start, states }
  }

  /** Where a group begins: one of its own states, or a passing state in front that leads deeper or to several. */
  private start(holder: Element, states: Fields): string {
    const transition = childrenOf(holder, 'initial').flatMap((initial) => childrenOf(initial, 'transition'))[0]
    const written = holder.a?.['initial'] ?? transition?.a?.['target']
    const targets = written === undefined ? childrenOf(holder, 'state', 'parallel', 'final').slice(0, 1) : this.tree.targets(written)
    const [first] = targets
    if (first === undefined) throw new Unsupported('a group without states')
    const actions = this.actions(transition?.c ?? [])
    if (targets.length === 1 && this.tree.parents.get(first) === holder && actions === undefined) return this.tree.nameOf(first)
    const name = this.tree.freshName(`${holder === this.tree.root ? 'document' : this.tree.nameOf(holder)}_begin`)
    states[name] = { ...(actions !== undefined && { entry: actions }), next: this.names(targets) }
    return name
  }

  private names(targets: readonly Element[]): Json {
    const names = targets.map((target) => this.tree.nameOf(target))
    return names.length === 1 ? (names[0] as string) : names
  }

  private state(state: Element, states: Fields): void {
    const name = this.tree.nameOf(state)
    if (state.t === 'history') return this.history(state, states)
    if (state.t === 'final') {
      const top = this.tree.parents.get(state) === this.tree.root
      states[name] = { ...(top ? { end: 'done' } : { leave: null }), ...this.entryAndExit(state) }
      return
    }
    const ways = convertWays(this.tree, state, (id) => this.active(id))
    if (state.t === 'parallel' && statesIn(state).length > 0) {
      const branches: Fields = {}
      for (const child of statesIn(state)) this.state(child, branches)
      states[name] = { together: branches, ...this.entryAndExit(state), ...ways }
    } else if (isCompound(state)) states[name] = { ...this.list(state), ...this.entryAndExit(state), ...ways }
    else states[name] = { on: {}, ...this.entryAndExit(state), ...ways }
  }

  /** A history; what its first transition does is done by a passing state that it leads to. */
  private history(history: Element, states: Fields): void {
    const name = this.tree.nameOf(history)
    const transition = childrenOf(history, 'transition')[0]
    const depth = history.a?.['type'] === 'deep' ? 'deep' : 'shallow'
    if (transition === undefined) {
      states[name] = { history: depth }
      return
    }
    const next = this.names(this.tree.targets(transition.a?.['target']))
    const actions = this.actions(transition.c ?? [])
    if (actions === undefined) {
      states[name] = { history: depth, next }
      return
    }
    if (this.tree.parents.get(history)?.t === 'parallel') throw new Unsupported('content in the history of a parallel state')
    const first = this.tree.freshName(`${name}_first`)
    states[name] = { history: depth, next: first }
    states[first] = { entry: actions, next }
  }

  private active(id: string): string {
    const state = this.tree.byId.get(id)
    return state === undefined ? 'false' : `vars.${this.watched.get(state)}`
  }

  private actions(elements: readonly Element[]): Fields | undefined {
    const { raise, cancel } = convertContent(elements)
    if (raise.length + cancel.length === 0) return undefined
    return { ...(raise.length > 0 && { raise }), ...(cancel.length > 0 && { cancel }) }
  }

  private entryAndExit(state: Element): Fields {
    const variable = this.watched.get(state)
    const result: Fields = {}
    for (const [key, tag, value] of [['entry', 'onentry', true], ['exit', 'onexit', false]] as const) {
      const actions = this.actions(childrenOf(state, tag).flatMap((block) => block.c ?? []))
      if (variable !== undefined || actions !== undefined) result[key] = { ...(variable !== undefined && { set: { [variable]: value } }), ...actions }
    }
    return result
  }
}
