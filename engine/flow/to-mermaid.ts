import type { Skill } from '../terms/skill.ts'
import { theEnd, theStart, type Flow, type FlowState, type Way } from './flow.ts'
import { flowOf } from './flow-of.ts'

/**
 * Gives a skill as a Mermaid state diagram: nested states, parallel branches, choices. Whatever the file says stands in
 * labels that can hold no syntax; states have ids of our own.
 *
 * A choice is a diamond without a name. Failures that nothing catches are left out.
 */
export function toMermaid(skill: Skill): string {
  const flow = flowOf(skill)
  const ids = new Map([...flow.states.keys()].map((key, index) => [key, `s${index + 1}`]))
  const lines = ['stateDiagram-v2']
  if (skill.title !== '') lines.unshift('---', `title: ${JSON.stringify(safeTitle(skill.title))}`, '---')
  const inside = waysByPlace(flow, ids)
  writeList(flow, ids, inside, lines)
  return `${lines.join('\n')}\n`
}

type Work =
  | { readonly kind: 'line'; readonly text: string; readonly depth: number }
  | { readonly kind: 'state'; readonly state: FlowState; readonly depth: number }

const maxIndent = 40

/** Works through a stack, since files may nest deeper than calls may. */
function writeList(flow: Flow, ids: ReadonlyMap<string, string>, inside: ReadonlyMap<string, readonly string[]>, lines: string[]): void {
  const waiting: Work[] = []
  const draw = (text: string, depth: number): void => {
    lines.push('  '.repeat(Math.min(depth, maxIndent)) + text)
  }
  const push = (work: readonly Work[]): void => {
    for (const one of [...work].reverse()) waiting.push(one)
  }
  const all = [...flow.states.values()]
  const ways = drawnWays(flow, ids)
  push([
    ...all.filter(({ parent }) => parent === undefined).map((state): Work => ({ kind: 'state', state, depth: 1 })),
    ...(inside.get('') ?? []).map((text): Work => ({ kind: 'line', text, depth: 1 })),
    ...ways.map((text): Work => ({ kind: 'line', text, depth: 1 })),
  ])
  for (let work = waiting.pop(); work !== undefined; work = waiting.pop()) {
    if (work.kind === 'line') {
      draw(work.text, work.depth)
      continue
    }
    const { state, depth } = work
    const id = ids.get(state.key) ?? ''
    draw(state.state.activity.kind === 'choose' ? `state ${id} <<choice>>` : `state "${labelOf(state)}" as ${id}`, depth)
    if (state.children.length === 0) continue
    const parallel = state.state.activity.kind === 'together'
    const children = state.children.flatMap((key, index): readonly Work[] => {
      const child = flow.states.get(key)
      if (child === undefined) return []
      const before: readonly Work[] = parallel && index > 0 ? [{ kind: 'line', text: '--', depth: depth + 1 }] : []
      const enter: readonly Work[] = parallel ? [{ kind: 'line', text: `[*] --> ${ids.get(key) ?? ''}`, depth: depth + 1 }] : []
      return [...before, ...enter, { kind: 'state', state: child, depth: depth + 1 }]
    })
    push([{ kind: 'line', text: `state ${id} {`, depth }, ...children, ...(inside.get(state.key) ?? []).map((text): Work => ({ kind: 'line', text, depth: depth + 1 })), { kind: 'line', text: '}', depth }])
  }
}

/** Ways that lead in at the start of a group, or to its end, are drawn inside it. */
function waysByPlace(flow: Flow, ids: ReadonlyMap<string, string>): ReadonlyMap<string, readonly string[]> {
  const inside = new Map<string, string[]>()
  const add = (place: string, text: string): void => {
    const list = inside.get(place)
    if (list === undefined) inside.set(place, [text])
    else list.push(text)
  }
  for (const state of flow.states.values()) {
    const parallel = state.state.activity.kind === 'together'
    for (const way of state.successors) {
      if ((way.why === 'start' || way.why === 'item') && !parallel) add(way.from, `[*] --> ${ids.get(way.to)}`)
      if (way.finishes === true && flow.states.get(way.to)?.state.activity.kind !== 'together') add(way.to, `${ids.get(way.from)} --> [*]${label(way)}`)
    }
  }
  return inside
}

function drawnWays(flow: Flow, ids: ReadonlyMap<string, string>): readonly string[] {
  const lines: string[] = []
  const draw = (way: Way): void => {
    const from = way.from === theStart ? '[*]' : ids.get(way.from)
    const to = way.to === theEnd ? '[*]' : ids.get(way.to)
    lines.push(`${from} --> ${to}${label(way)}`)
  }
  if (flow.start !== undefined) draw(flow.start)
  for (const state of flow.states.values()) {
    for (const way of state.successors) {
      if (way.finishes !== true && way.why !== 'start' && way.why !== 'item' && !(way.why === 'failed' && way.to === theEnd)) draw(way)
    }
  }
  return lines
}

function label(way: Way): string {
  return way.label === '' ? '' : `: ${safeLabel(way.label)}`
}

function labelOf({ name, state }: FlowState): string {
  const { activity } = state
  const what = activity.kind === 'call' ? `: ${activity.tool}` : activity.kind === 'together' || activity.kind === 'each' ? ` (${activity.kind === 'each' ? 'for each' : 'together'})` : ''
  return safeLabel(`${state.title ?? name}${what}`)
}

/** Titles hold no character codes: what could be syntax becomes a space. */
function safeTitle(text: string): string {
  return text.replace(/[^\p{L}\p{N} .,_\-()=/!?…'+*&]/gu, ' ').replace(/\s+/gu, ' ').trim().slice(0, 120)
}

/** Keeps letters, digits and plain signs; everything that Mermaid or HTML could read becomes a character code. */
function safeLabel(text: string): string {
  const short = [...text.replace(/\s+/gu, ' ').trim()]
  const kept = short.length > 80 ? [...short.slice(0, 79), '…'] : short
  return kept.map((sign) => (/[\p{L}\p{N} .,_\-()=/!?…'+*]/u.test(sign) ? sign : `#${sign.codePointAt(0)};`)).join('').replaceAll('--', '-#45;')
}
