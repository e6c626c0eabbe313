/* The nodes of the exported machine, one for each state, as a reader of XState expects them. */
import type { Catch, Skill, State, Target, Transition } from '../../terms/skill.ts'
import { needsDoor } from '../doors.ts'
import { invokeOf } from './invoke-of.ts'
import { templateJson, templatesJson, type ExportParts } from './export-parts.ts'
import type { Printable } from './print-code.ts'

type Node = { readonly [key: string]: Printable | undefined }
type Of<Kind extends State['activity']['kind']> = Extract<State['activity'], { kind: Kind }>

/** A state with the node that comes behind it. */
interface Place {
  readonly state: State
  readonly following: string
  /** The final node of the list is behind it: the group gets its result. */
  readonly last: string | undefined
  /** The group around it. */
  readonly owner: string | undefined
  /** What the groups around catch, innermost first. */
  readonly around: readonly Printable[]
}

/** Gives `initial` and `states` of the machine, with the final nodes of the three outcomes. */
export function machineNodes(parts: ExportParts, skill: Skill): Node {
  const { initial, states } = listNodes(parts, skill.states, skill.start, '(done)', undefined)
  const final = (outcome: string): Node => ({ id: `(${outcome})`, type: 'final' })
  const failed: Node = { ...final('failed'), entry: [{ type: 'end', params: { outcome: 'failed', output: null, because: { $cel: 'error.message' } } }] }
  const stopped: Node = { ...final('stopped'), entry: [{ type: 'end', params: { outcome: 'stopped', output: null, because: null } }] }
  const done: Node = { id: '(done)', entry: [{ type: 'end', params: { outcome: 'done', output: null, because: null } }], always: '#(ended)' }
  return { initial, states: { ...states, '(done)': done, '(ended)': final('ended'), '(failed)': failed, '(stopped)': stopped } }
}

function listNodes(parts: ExportParts, list: readonly State[], start: string, end: string, owner: string | undefined, around: readonly Printable[] = []): { readonly initial: string; readonly states: Node } {
  const states: Record<string, Printable> = {}
  list.forEach((state, index) => {
    const next = list.slice(index + 1).find((one) => one.activity.kind !== 'history')
    const place: Place = { state, following: `#${next === undefined ? end : parts.doorOf(next)}`, last: next === undefined ? owner : undefined, owner, around }
    if (needsDoor(state)) states[parts.doorOf(state)] = doorNode(parts, place)
    states[state.name] = stateNode(parts, place)
  })
  if (owner !== undefined) states[end] = { id: end, type: 'final' }
  const first = list.find((state) => state.name === start) ?? list[0]
  return { initial: first === undefined ? end : parts.doorOf(first), states }
}

/** Asks whether a state is entered or passed over. */
function doorNode(parts: ExportParts, { state, following }: Place): Node {
  const id = parts.doorOf(state)
  if (state.disabled) return { id, always: following }
  const inside = parts.insideOf(state)
  if (state.if === undefined) return { id, always: inside }
  return { id, always: [{ guard: { type: 'holds', params: { cel: state.if.text } }, target: inside }, { target: following }] }
}

function stateNode(parts: ExportParts, place: Place): Node {
  const { state } = place
  const { name, activity } = state
  const common = commonKeys(parts, state)
  const passing = (entry: readonly Printable[] = []): Node => ({ ...common, entry: [...list(common['entry']), ...entry], always: [...list(common['always']), onward(parts, place)] })
  switch (activity.kind) {
    case 'pass':
      return passing()
    case 'rest':
      return common
    case 'set':
      return passing([{ type: 'set', params: { vars: templatesJson(activity.vars) } }])
    case 'choose':
      return { ...common, always: [...list(common['always']), ...activity.branches.map((branch) => branchWay(parts, place, branch)), onward(parts, place)] }
    case 'wait':
      return { ...common, after: { ...(common['after'] as Node), [parts.delay(`wait of ${name}`, activity.duration)]: onward(parts, place) } }
    case 'wait-until':
      return { ...common, after: { ...(common['after'] as Node), [parts.until(`wait of ${name}`, activity.time)]: onward(parts, place) } }
    case 'wait-for':
      return waitForNode(parts, place, common, activity)
    case 'states':
    case 'together':
      return groupNode(parts, place, common)
    case 'history':
      return { id: name, type: 'history', history: activity.depth, ...(state.next !== undefined && { target: parts.targets(state.next) }) }
    case 'leave':
      return leaveNode(place, common, activity)
    case 'end':
      return endNode(common, activity)
    default:
      return { ...common, invoke: invokeOf(parts, state, { done: doneWays(parts, place), failed: failedWays(parts, place) }) }
  }
}

/** The keys any state may have. */
function commonKeys(parts: ExportParts, state: State): Node {
  const entry = parts.deeds(state.entry, state.name)
  const exit = parts.deeds(state.exit, state.name)
  const on: Record<string, Printable[]> = {}
  for (const way of state.on) (on[way.event.startsWith('done.') ? `xstate.done.state.${way.event.slice('done.'.length)}` : way.event] ??= []).push(wayOf(parts, way, state.name))
  const after: Record<string, Printable> = {}
  state.after.forEach((way, index) => (after[parts.delay(`after ${index + 1} of ${state.name}`, way.delay)] = wayOf(parts, way, state.name)))
  const always = state.always.map((way) => wayOf(parts, way, state.name))
  const meta = { ...(state.retry !== undefined && { retry: { times: state.retry.times, factor: state.retry.factor } }), ...(state.undo !== undefined && { undo: { call: state.undo.tool, with: templatesJson(state.undo.with) } }) }
  const description = state.note ?? state.title
  return {
    id: state.name,
    ...(description !== undefined && { description }),
    ...(entry.length > 0 && { entry }),
    ...(exit.length > 0 && { exit }),
    ...(Object.keys(on).length > 0 && { on }),
    ...(Object.keys(after).length > 0 && { after }),
    ...(always.length > 0 && { always }),
    ...(Object.keys(meta).length > 0 && { meta }),
  }
}

function wayOf(parts: ExportParts, way: Transition, owner: string): Node {
  const actions = parts.deeds(way, owner)
  return {
    ...(way.if !== undefined && { guard: { type: 'holds', params: { cel: way.if.text } } }),
    ...(way.targets.length > 0 && { target: parts.targets(way.targets) }),
    ...(actions.length > 0 && { actions }),
    ...(way.reenter && { reenter: true }),
  }
}

function onward(parts: ExportParts, { state, following, last }: Place, actions: readonly Printable[] = []): Node {
  if (state.next !== undefined) return { target: parts.targets(state.next), ...(actions.length > 0 && { actions }) }
  const all = [...actions, ...(last === undefined ? [] : [{ type: 'handOn', params: { state: last, from: state.name } }])]
  return { target: following, ...(all.length > 0 && { actions: all }) }
}

function branchWay(parts: ExportParts, place: Place, branch: Transition): Node {
  const way = wayOf(parts, branch, place.state.name)
  return branch.targets.length > 0 ? way : { ...onward(parts, place, list(way['actions'])), ...(way['guard'] !== undefined && { guard: way['guard'] }) }
}

function doneWays(parts: ExportParts, place: Place): Printable {
  const { state } = place
  const keep = { type: 'keepResult', params: { state: state.name } }
  if (state.activity.kind !== 'confirm') return [onward(parts, place, [keep])]
  const { yes, no } = state.activity
  const to = (target: Target) => ({ target: parts.targets([target]), actions: [keep] })
  const agreed = yes === undefined ? onward(parts, place, [keep]) : to(yes)
  return [{ guard: { type: 'answered', params: { answer: true } }, ...agreed }, no === undefined ? { target: '#(stopped)', actions: [keep] } : to(no)]
}

function failedWays(parts: ExportParts, place: Place): Printable {
  return [...caughtBy(parts, place), { target: '#(failed)', actions: [{ type: 'keepError' }] }]
}

function caughtBy(parts: ExportParts, place: Place): readonly Printable[] {
  return [...place.state.catch.map((one) => catchWay(parts, place, one)), ...place.around]
}

function catchWay(parts: ExportParts, place: Place, one: Catch): Node {
  const { name } = place.state
  const actions: Printable[] = [{ type: 'keepError' }]
  if (one.keep !== undefined) actions.push({ type: 'keepValue', params: { state: name, value: templateJson(one.keep) } })
  if (Object.keys(one.set).length > 0) actions.push({ type: 'set', params: { vars: templatesJson(one.set) } })
  const guard = { type: 'caught', params: { code: one.code, cel: one.if?.text ?? null } }
  return one.next === undefined ? { guard, ...onward(parts, place, actions) } : { guard, target: parts.targets([one.next]), actions }
}

function waitForNode(parts: ExportParts, place: Place, common: Node, activity: Of<'wait-for'>): Node {
  const { name } = place.state
  const way = { ...(activity.if !== undefined && { guard: { type: 'holds', params: { cel: activity.if.text } } }), ...onward(parts, place, [{ type: 'keepEvent', params: { state: name } }]) }
  const on = (common['on'] ?? {}) as { readonly [event: string]: Printable }
  const node = { ...common, on: { ...on, [activity.event]: [...list(on[activity.event]), way] } }
  if (activity.timeout === undefined) return node
  return { ...node, after: { ...(common['after'] as Node), [parts.delay(`timeout of ${name}`, activity.timeout)]: timedOut(parts, place) } }
}

/** Where a state goes that took too long: to the first catch that may take it. */
function timedOut(parts: ExportParts, place: Place): Node {
  const one = place.state.catch.find(({ code, if: condition }) => condition === undefined && (code.length === 0 || code.includes('timeout')))
  const actions = [{ type: 'keepError', params: { code: 'timeout' } }]
  if (one === undefined) return { target: '#(failed)', actions }
  return one.next === undefined ? onward(parts, place, actions) : { target: parts.targets([one.next]), actions }
}

function groupNode(parts: ExportParts, place: Place, common: Node): Node {
  const { state } = place
  const { name } = state
  const timeout = state.timeout === undefined ? {} : { after: { ...(common['after'] as Node), [parts.delay(`timeout of ${name}`, state.timeout)]: timedOut(parts, place) } }
  if (state.activity.kind === 'states') {
    const { initial, states } = listNodes(parts, state.activity.states, state.activity.start, `${name}$end`, name, caughtBy(parts, place))
    const last = state.activity.history === undefined ? {} : { [`${name}$last`]: { id: `${name}$last`, type: 'history', history: state.activity.history } }
    return { ...common, ...timeout, initial, states: { ...states, ...last }, onDone: onward(parts, place) }
  }
  const { branches, first } = state.activity as Of<'together'>
  const states: Record<string, Printable> = {}
  const on: Record<string, Printable> = { ...(common['on'] as { readonly [event: string]: Printable } | undefined) }
  const collect = (names: readonly string[]) => [{ type: 'collect', params: { state: name, branches: names } }]
  for (const branch of branches) {
    const region = `${branch.name}$branch`
    states[region] = { id: region, ...listNodes(parts, [branch], branch.name, `${branch.name}$over`, branch.name, caughtBy(parts, place)) }
    if (first) on[`xstate.done.state.${region}`] = onward(parts, place, collect([branch.name]))
  }
  return { ...common, ...timeout, on, type: 'parallel', states, ...(!first && { onDone: onward(parts, place, collect(branches.map((branch) => branch.name))) }) }
}

/** Finishes the group around it with a value; in the list of the skill itself, the machine. */
function leaveNode({ state: { name }, owner }: Place, common: Node, activity: Of<'leave'>): Node {
  const value = activity.value === undefined ? null : templateJson(activity.value)
  if (owner === undefined) return { ...common, always: '#(done)' }
  const entry = [...list(common['entry']), { type: 'keepValue', params: { state: name, value } }, { type: 'handOn', params: { state: owner, from: name } }]
  return { id: name, type: 'final', entry, exit: common['exit'] }
}

function endNode(common: Node, activity: Of<'end'>): Node {
  const output = activity.output === undefined ? null : templateJson(activity.output)
  const because = activity.because === undefined ? null : templateJson(activity.because)
  return {
    ...common,
    entry: [...list(common['entry']), { type: 'end', params: { outcome: activity.outcome, output, because } }],
    always: '#(ended)',
    ...(activity.evidence !== undefined && { meta: { evidence: activity.evidence.text } }),
  }
}

function list(value: Printable | undefined): readonly Printable[] {
  return Array.isArray(value) ? (value as readonly Printable[]) : []
}
