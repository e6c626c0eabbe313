import { oneLine, theEnd, theStart, visible, visibleLines, type Diagnostic, type FlowState, type Way } from '../../engine/index.ts'
import type { SkillView } from '../rules/skill-view.ts'
import { isSingle } from '../rules/state-path.ts'
import { namedWays } from '../rules/way-id.ts'
import type { Graph, GraphEdge, GraphNode, NodeFault } from './graph.ts'
import { stateWords, titleOf } from './state-words.ts'

const nowhere = { start: 0, end: 0 }

/** Gives the picture of a skill. Total: of a text with faults, what could be read of it. */
export function graphOf(view: SkillView, diagnostics: readonly Diagnostic[] = view.diagnostics): Graph {
  const hidden = new Map<string, string>()
  const states = [...view.flow.states.values()]
  for (const state of states) if (isSingle(state)) for (const inner of state.children) hidden.set(inner, state.key)
  const shown = states.filter(({ key }) => !hidden.has(key))
  const faults = faultsByState(shown, diagnostics)
  const nodes = shown.map((state) => nodeOf(view, state, hidden, faults.get(state.key) ?? []))
  const edges = edgesOf(view, hidden)
  const ends = edges.some(({ to }) => to === theEnd)
  return { nodes: [...(shown.length === 0 ? [] : [markOf(theStart, 'start')]), ...nodes, ...(ends ? [markOf(theEnd, 'finish')] : [])], edges }
}

function markOf(id: string, kind: 'start' | 'finish'): GraphNode {
  const title = kind === 'start' ? 'Start' : 'End'
  return {
    id, name: id, kind, title, words: '', uses: undefined, parent: undefined, group: false, branch: false, repeats: false, history: undefined,
    disabled: false, condition: undefined, note: undefined, faults: [], range: nowhere,
  }
}

function nodeOf(view: SkillView, flowState: FlowState, hidden: ReadonlyMap<string, string>, faults: readonly NodeFault[]): GraphNode {
  const { key, name, state, parent } = flowState
  const { activity } = state
  const single = isSingle(flowState)
  const doing = activity.kind === 'each' && single ? (activity.body[0]?.activity ?? activity) : activity
  const holder = parent === undefined ? undefined : view.flow.states.get(parent)
  return {
    id: key,
    name,
    kind: activity.kind,
    title: titleOf(flowState),
    words: stateWords(state, view.knowledge.tools),
    uses: doing.kind === 'call' ? doing.tool : doing.kind === 'run' && doing.skill.kind === 'literal' ? String(doing.skill.value) : undefined,
    parent: parent === undefined ? undefined : (hidden.get(parent) ?? parent),
    group: doing.kind === 'together' || doing.kind === 'states' || (doing.kind === 'each' && !single),
    branch: holder?.state.activity.kind === 'together',
    repeats: activity.kind === 'each',
    history: activity.kind === 'states' ? activity.history : undefined,
    disabled: state.disabled,
    condition: state.if === undefined ? undefined : visible(oneLine(state.if.text)),
    note: state.note === undefined ? undefined : visibleLines(state.note),
    faults,
    range: state.range,
  }
}

/** The ways of the one state inside an `each` of one activity are those of the `each`; those that stay inside it are not drawn. */
function edgesOf(view: SkillView, hidden: ReadonlyMap<string, string>): readonly GraphEdge[] {
  const edges: GraphEdge[] = []
  const drawn = new Set<string>()
  for (const [id, way] of namedWays(view.flow)) {
    const from = hidden.get(way.from) ?? way.from
    const to = hidden.get(way.to) ?? way.to
    if (hidden.has(way.from) || hidden.has(way.to)) {
      const same = `${from} ${to} ${way.why} ${way.label}`
      if (from === to || drawn.has(same)) continue
      drawn.add(same)
    }
    if (way.why === 'failed' && hidden.has(way.from)) continue
    edges.push(edgeOf(view, id, way, from, to))
  }
  return edges
}

function edgeOf(view: SkillView, id: string, way: Way, from: string, to: string): GraphEdge {
  const holder = view.flow.states.get(to)?.parent
  const enters = (holder === from || view.flow.states.get(holder ?? '')?.parent === from) && (way.why === 'start' || way.why === 'item' || way.why === 'history')
  return {
    id, from, to, why: way.why, label: visible(oneLine(way.label)), enters, finishes: way.finishes === true, range: way.range,
    condition: way.condition === undefined ? undefined : visible(oneLine(way.condition.text)),
  }
}

/** Gives each finding to the innermost state that it stands in. `states` are in the order of the file. */
function faultsByState(states: readonly FlowState[], diagnostics: readonly Diagnostic[]): ReadonlyMap<string, readonly NodeFault[]> {
  const faults = new Map<string, NodeFault[]>()
  const open: FlowState[] = []
  let next = 0
  const sorted = [...diagnostics].sort((a, b) => a.range.start - b.range.start)
  for (const { range, severity, code, message } of sorted) {
    for (let state = states[next]; state !== undefined && state.state.range.start <= range.start; state = states[++next]) open.push(state)
    while (open.length > 0 && (open[open.length - 1] as FlowState).state.range.end < range.start) open.pop()
    const holder = open[open.length - 1]
    if (holder === undefined) continue
    const list = faults.get(holder.key) ?? []
    list.push({ severity, code, message })
    faults.set(holder.key, list)
  }
  return faults
}
