/** An element of an SCXML document: tag, attributes, text, children. */
export interface Element {
  readonly t: string
  readonly a?: { readonly [name: string]: string }
  readonly x?: string
  readonly c?: readonly Element[]
}

export interface Script {
  readonly initialConfiguration: readonly string[]
  readonly events: readonly { readonly event: { readonly name: string }; readonly after?: number; readonly wait?: number; readonly nextConfiguration: readonly string[] }[]
}

export interface ScxmlTest {
  readonly id: string
  readonly group: string
  readonly scxml: Element
  readonly script: Script
}

/** Thrown by the converter for what a skill can not say; `message` is the reason. */
export class Unsupported extends Error {}

export const stateTags: ReadonlySet<string> = new Set(['state', 'parallel', 'final', 'history'])

export function childrenOf(element: Element, ...tags: readonly string[]): Element[] {
  return (element.c ?? []).filter((child) => tags.includes(child.t))
}

export function statesIn(element: Element): Element[] {
  return (element.c ?? []).filter((child) => stateTags.has(child.t))
}

/** A state with real children (not only a history). */
export function isCompound(element: Element): boolean {
  return element.t === 'state' && childrenOf(element, 'state', 'parallel', 'final').length > 0
}

export function wordsOf(text: string | undefined): string[] {
  return (text ?? '').split(/\s+/u).filter((word) => word !== '')
}

/** A document with what the converter asks of it: parents, ids, names. */
export class Tree {
  readonly root: Element
  readonly parents = new Map<Element, Element>()
  readonly byId = new Map<string, Element>()
  /** The name in the skill of each state, and back. */
  readonly names = new Map<Element, string>()
  readonly ids = new Map<string, string>()
  private readonly taken = new Set<string>(['input', 'vars', 'intent', 'memory', 'error', 'event', 'now', 'constructor', 'prototype'])

  constructor(root: Element) {
    this.root = root
    let count = 0
    const walk = (element: Element): void => {
      for (const child of element.c ?? []) {
        this.parents.set(child, element)
        if (stateTags.has(child.t)) {
          const id = child.a?.['id'] ?? `unnamed-${++count}`
          this.byId.set(id, child)
          const name = this.freshName(id)
          this.names.set(child, name)
          this.ids.set(name, id)
        }
        walk(child)
      }
    }
    walk(root)
  }

  nameOf(element: Element): string {
    return this.names.get(element) as string
  }

  idOf(element: Element): string {
    return this.ids.get(this.nameOf(element)) as string
  }

  /** A legal name of a state that nothing else has. */
  freshName(wish: string): string {
    const snake = wish.replace(/([a-z0-9])([A-Z])/gu, '$1_$2').toLowerCase().replace(/[^a-z0-9]+/gu, '_').replace(/^[^a-z]+|_+$/gu, '').slice(0, 56)
    const base = snake === '' ? 'state' : snake
    let name = base
    for (let count = 2; this.taken.has(name); count++) name = `${base}_${count}`
    this.taken.add(name)
    return name
  }

  targets(text: string | undefined): Element[] {
    return wordsOf(text).map((id) => {
      const found = this.byId.get(id)
      if (found === undefined) throw new Unsupported(`leads to "${id}", which is not there`)
      return found
    })
  }

  /** The states around an element, innermost first; the document last. */
  ancestorsOf(element: Element): Element[] {
    const result: Element[] = []
    for (let parent = this.parents.get(element); parent !== undefined; parent = this.parents.get(parent)) result.push(parent)
    return result
  }

  isInside(element: Element, holder: Element): boolean {
    return this.ancestorsOf(element).includes(holder)
  }

  /** All states in document order. */
  get states(): Element[] {
    return [...this.names.keys()]
  }

  /** Whether the document sends an event through the queue for events from outside. */
  get sends(): boolean {
    return [...this.parents.keys()].some((element) => element.t === 'send' && element.a?.['target'] !== '#_internal')
  }

  /** Groups that can end: `done.state.ID` may come from them. */
  get finishing(): Element[] {
    return this.states.filter((state) => (state.t === 'state' && childrenOf(state, 'final').length > 0) || (state.t === 'parallel' && this.canFinish(state)))
  }

  private canFinish(state: Element): boolean {
    if (state.t === 'parallel') {
      const regions = childrenOf(state, 'state', 'parallel')
      return regions.length > 0 && regions.every((region) => this.canFinish(region))
    }
    return childrenOf(state, 'final').length > 0
  }
}
