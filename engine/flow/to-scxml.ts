import type { Raise, Skill, State, Template, Templates, Transition } from '../terms/skill.ts'
import { theEnd, type Flow, type FlowState, type Way } from './flow.ts'
import { flowOf } from './flow-of.ts'
import { delayWords, templateWords } from './way-words.ts'

/**
 * Gives a skill as SCXML 1.0 text, for other tools to read. Conditions and values are CEL as written, in
 * `datamodel="cel"`; calls, questions and waits are `invoke`s whose type names the kind (`chela:tool` with the tool as `src`),
 * ended by `done.invoke.STATE` or `error.execution`. An `each` holds its states once; its list is the parameter `items`.
 */
export function toScxml(skill: Skill): string {
  const flow = flowOf(skill)
  const lines = ['<?xml version="1.0" encoding="UTF-8"?>']
  const first = flow.start === undefined ? '' : ` initial="${xml(flow.start.to)}"`
  lines.push(`<scxml xmlns="http://www.w3.org/2005/07/scxml" version="1.0" datamodel="cel" name="${xml(skill.name)}"${first}>`)
  const variables = Object.entries(skill.vars)
  if (variables.length > 0) lines.push('  <datamodel>', ...variables.map(([name, schema]) => `    <data id="${xml(name)}" expr="${xml(JSON.stringify(schema.default ?? null))}"/>`), '  </datamodel>')
  writeStates(flow, lines)
  lines.push(...['done', 'failed', 'stopped'].map((outcome) => `  <final id="${endPrefix}${outcome}"/>`), '</scxml>')
  return `${lines.join('\n')}\n`
}

/** No state can begin so: state names have no dots. */
const endPrefix = 'chela.'
const maxIndent = 40

/** Works through a stack of opened and closing elements, since files may nest deeper than calls may. */
function writeStates(flow: Flow, lines: string[]): void {
  const waiting: (FlowState | { readonly close: string })[] = [...flow.states.values()].filter(({ parent }) => parent === undefined).reverse()
  const depths = new Map<string, number>()
  for (let work = waiting.pop(); work !== undefined; work = waiting.pop()) {
    if ('close' in work) {
      lines.push(work.close)
      continue
    }
    const depth = work.parent === undefined ? 1 : (depths.get(work.parent) ?? 0) + 1
    depths.set(work.key, depth)
    const indent = '  '.repeat(Math.min(depth, maxIndent))
    const element = elementOf(work.state)
    lines.push(`${indent}<${element} id="${xml(work.key)}"${startOf(work)}${historyOf(work.state)}>`)
    for (const line of contentOf(work, flow)) lines.push(`${indent}  ${line}`)
    waiting.push({ close: [...finalsOf(work, flow).map((line) => `${indent}  ${line}`), `${indent}</${element}>`].join('\n') })
    for (const key of [...work.children].reverse()) {
      const child = flow.states.get(key)
      if (child !== undefined) waiting.push(child)
    }
  }
}

/** The final state of a group; a branch without states of its own gets one to work in and one to end in. */
function finalsOf({ key, state, parent, children }: FlowState, flow: Flow): readonly string[] {
  if (elementOf(state) !== 'state') return []
  const branch = parent !== undefined && flow.states.get(parent)?.state.activity.kind === 'together'
  if (children.length === 0 && !branch) return []
  const history = state.activity.kind === 'states' ? state.activity.history : undefined
  const start = state.activity.kind === 'states' ? state.activity.start : ''
  return [
    ...(history === undefined ? [] : [`<history id="${xml(`${key}.history`)}" type="${history}"><transition target="${xml(start)}"/></history>`]),
    ...(children.length === 0 ? [`<state id="${xml(`${key}.work`)}"/>`] : []),
    `<final id="${xml(`${key}.end`)}"/>`,
  ]
}

function elementOf(state: State): 'state' | 'parallel' | 'history' {
  if (state.activity.kind === 'together') return 'parallel'
  if (state.activity.kind === 'history') return 'history'
  return 'state'
}

function startOf({ successors, state }: FlowState): string {
  const start = successors.find(({ why }) => why === 'start' || why === 'item')
  return start === undefined || state.activity.kind === 'together' ? '' : ` initial="${xml(start.to)}"`
}

function historyOf(state: State): string {
  return state.activity.kind === 'history' ? ` type="${state.activity.depth}"` : ''
}

function contentOf(flowState: FlowState, flow: Flow): readonly string[] {
  const { state, key, successors } = flowState
  if (state.activity.kind === 'history') return successors.filter(({ why }) => why !== 'history').slice(0, 1).map((way) => `<transition target="${xml(targetOf(way, flow))}"/>`)
  const entry = [...actionsOf(state.entry), ...(state.activity.kind === 'set' ? assigns(state.activity.vars) : []), ...delayedSends(flowState)]
  return [
    ...(entry.length === 0 ? [] : ['<onentry>', ...entry.map((line) => `  ${line}`), '</onentry>']),
    ...(actionsOf(state.exit).length === 0 ? [] : ['<onexit>', ...actionsOf(state.exit).map((line) => `  ${line}`), '</onexit>']),
    ...invokeOf(flowState),
    ...successors.filter((way) => isWritten(way, flowState)).flatMap((way) => transitionOf(way, key, state, flow)),
  ]
}

/** A branch with states of its own is joined when they have come to their end: SCXML says so itself. */
function isWritten(way: Way, { children }: FlowState): boolean {
  return way.why !== 'start' && way.why !== 'item' && way.why !== 'history' && !(way.why === 'join' && children.length > 0)
}

function delayedSends({ key, state }: FlowState): readonly string[] {
  return state.after.map((transition, index) => `<send event="${xml(`after.${key}.${index}`)}" ${delayOf(transition.delay)}/>`)
}

function delayOf(delay: Template): string {
  if (delay.kind === 'literal' && typeof delay.value === 'number') return `delay="${delay.value}ms"`
  return delay.kind === 'expression' ? `delayexpr="${xml(delay.cel.text)}"` : `delay="${xml(delayWords(delay))}"`
}

function transitionOf(way: Way, key: string, state: State, flow: Flow): readonly string[] {
  const event = eventOf(way, key, state)
  const conditions = way.why === 'skip' ? (state.if === undefined ? [] : [`!(${state.if.text})`]) : way.condition === undefined ? [] : [way.condition.text]
  const attributes = [event === '' ? '' : ` event="${xml(event)}"`, conditions.length === 0 ? '' : ` cond="${xml(conditions.join(' && '))}"`, ` target="${xml(targetOf(way, flow))}"`].join('')
  const transition = way.transition
  const actions = transition === undefined ? [] : 'targets' in transition ? actionsOf(transition) : assigns(transition.set)
  const internal = transition !== undefined && 'targets' in transition && !transition.reenter ? ' type="internal"' : ''
  return actions.length === 0 ? [`<transition${attributes}${internal}/>`] : [`<transition${attributes}${internal}>`, ...actions.map((line) => `  ${line}`), '</transition>']
}

function eventOf(way: Way, key: string, state: State): string {
  const answers: Partial<Record<Way['why'], string>> = { yes: 'answer.yes', no: 'answer.no', expired: 'answer.expired', failed: 'error.execution' }
  const transition = way.transition
  if (way.why === 'on' && transition !== undefined && 'event' in transition) return (transition as Transition & { readonly event: string }).event
  if (way.why === 'after') return `after.${key}.${state.after.findIndex((one) => one === transition)}`
  if (way.why === 'catch' && transition !== undefined && 'code' in transition) return transition.code.length === 0 ? 'error.*' : transition.code.map((code) => `error.${code}`).join(' ')
  const answer = answers[way.why]
  if (answer !== undefined && !(way.why === 'failed' && way.finishes === true)) return answer
  if (way.why === 'always' || way.why === 'skip' || way.why === 'branch' || way.why === 'otherwise') return ''
  const kind = state.activity.kind
  if (kind === 'states' || kind === 'together' || kind === 'each') return `done.state.${key}`
  return invokeKind(state) === undefined ? '' : `done.invoke.${key}`
}

function outcomeOf(way: Way): string {
  if (way.why === 'failed') return 'failed'
  if (way.why === 'no' || way.why === 'expired') return 'stopped'
  return way.why === 'end' ? way.label : 'done'
}

/** A way that finishes a group leads to its final state; one out of a branch, to that of the branch. */
function targetOf(way: Way, flow: Flow): string {
  if (way.to === theEnd) return endPrefix + outcomeOf(way)
  const to = flow.states.get(way.to)?.state.activity
  if (way.finishes !== true) return to?.kind === 'states' && to.history !== undefined ? `${way.to}.history` : way.to
  return to?.kind === 'together' ? `${way.from}.end` : `${way.to}.end`
}

function invokeKind(state: State): string | undefined {
  const kinds: Partial<Record<State['activity']['kind'], string>> = { call: 'tool', run: 'skill', ask: 'ask', confirm: 'confirm', think: 'think', wait: 'wait', 'wait-until': 'wait', 'wait-for': 'wait', each: 'each' }
  return kinds[state.activity.kind]
}

function invokeOf({ key, state }: FlowState): readonly string[] {
  const kind = invokeKind(state)
  if (kind === undefined || state.disabled) return []
  const { src, params } = invokeParts(state)
  const open = `<invoke id="${xml(`${key}.invoke`)}" type="chela:${kind}"${src === undefined ? '' : ` src="${xml(src)}"`}`
  const inner = Object.entries(params).map(([name, template]) => `  <param name="${xml(name)}" expr="${xml(valueText(template))}"/>`)
  return inner.length === 0 ? [`${open}/>`] : [`${open}>`, ...inner, '</invoke>']
}

function invokeParts({ activity }: State): { readonly src: string | undefined; readonly params: Templates } {
  switch (activity.kind) {
    case 'call':
      return { src: activity.tool, params: activity.with }
    case 'run':
      return { src: templateWords(activity.skill), params: activity.with }
    case 'confirm':
      return { src: undefined, params: { text: activity.text } }
    case 'ask':
      return { src: undefined, params: activity.text === undefined ? {} : { text: activity.text } }
    case 'think':
      return { src: undefined, params: { question: activity.question, ...activity.given } }
    case 'each':
      return { src: undefined, params: { items: activity.items, at_once: activity.atOnce } }
    case 'wait':
      return { src: undefined, params: { duration: activity.duration } }
    case 'wait-until':
      return { src: undefined, params: { time: activity.time } }
    case 'wait-for':
      return { src: activity.event, params: activity.timeout === undefined ? {} : { timeout: activity.timeout } }
    default:
      return { src: undefined, params: {} }
  }
}

function actionsOf(actions: { readonly set: Templates; readonly raise: readonly Raise[]; readonly cancel: readonly string[] }): readonly string[] {
  const raises = actions.raise.map((raise) => {
    if (raise.after === undefined && Object.keys(raise.data).length === 0) return `<raise event="${xml(raise.event)}"/>`
    const params = Object.entries(raise.data).map(([name, template]) => `<param name="${xml(name)}" expr="${xml(valueText(template))}"/>`).join('')
    const id = raise.id === undefined ? '' : ` id="${xml(raise.id)}"`
    return `<send target="#_internal" event="${xml(raise.event)}"${id}${raise.after === undefined ? '' : ` ${delayOf(raise.after)}`}>${params}</send>`
  })
  return [...assigns(actions.set), ...actions.cancel.map((id) => `<cancel sendid="${xml(id)}"/>`), ...raises]
}

function assigns(set: Templates): readonly string[] {
  return Object.entries(set).map(([name, template]) => `<assign location="${xml(name)}" expr="${xml(valueText(template))}"/>`)
}

/** A value as CEL: literals as JSON, an expression bare, a text as a sum of its parts. */
function valueText(template: Template): string {
  switch (template.kind) {
    case 'literal':
      return JSON.stringify(template.value)
    case 'expression':
      return template.cel.text
    case 'text':
      return template.parts.map((part) => (typeof part === 'string' ? JSON.stringify(part) : `string(${part.text})`)).join(' + ')
    case 'list':
      return `[${template.items.map(valueText).join(', ')}]`
    case 'object':
      return `{${Object.entries(template.fields).map(([key, value]) => `${JSON.stringify(key)}: ${valueText(value)}`).join(', ')}}`
  }
}

/** Escapes for an attribute; signs that XML 1.0 forbids become the replacement character. */
function xml(text: string): string {
  return text
    .replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replace(/[&<>"'\t\n\r]/gu, (sign) => `&#${sign.charCodeAt(0)};`)
}

