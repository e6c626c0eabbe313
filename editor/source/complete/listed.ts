/* Lists of what may be named in a skill: states, tools, skills, events, codes, arguments. */
import { engineFailures, type FlowState, type JsonSchema, type ToolFacts } from '../../../engine/index.ts'
import type { Completion } from './completion.ts'
import { stateWords } from './name-words.ts'
import type { Surroundings } from './surroundings.ts'
import { typeWords } from './type-words.ts'

const classWords = { read: 'It looks and changes nothing.', reversible: 'What it changes can be undone.', sensitive: 'What it does is final, or reaches other people.' } as const

/** Gives the states that may be gone to from a state: those beside it and around it, but none past an `each`. */
export function targets({ flow, byName }: Surroundings, from: string | undefined): readonly Completion[] {
  const source = from === undefined ? undefined : byName.get(from)
  const machine = source?.machine
  return [...flow.states.values()].filter((state) => state.machine === machine && state.name === state.state.name && state.key === state.state.name).map(stateCompletion)
}

/** Gives the states directly inside another one; at the top when it is left out. */
export function children({ flow, byName }: Surroundings, name: string | undefined): readonly Completion[] {
  const key = name === undefined ? undefined : byName.get(name)?.key
  return [...flow.states.values()].filter(({ parent }) => parent === key).map(stateCompletion)
}

export function allStates({ byName }: Surroundings, fits: (state: FlowState) => boolean = () => true): readonly Completion[] {
  return [...byName.values()].filter(fits).map(stateCompletion)
}

function stateCompletion(state: FlowState): Completion {
  return { label: state.state.name, kind: 'state', detail: stateWords(state), ...(state.state.note !== undefined && { info: state.state.note }) }
}

export function toolNames({ tools }: Surroundings): readonly Completion[] {
  return [...tools.values()].map((tool) => ({ label: tool.name, kind: 'tool', detail: tool.title, info: `${tool.description}\n${classWords[tool.class]}${argumentWords(tool)}` }))
}

function argumentWords({ input }: ToolFacts): string {
  const names = Object.keys(input.properties ?? {}).map((name) => (input.required?.includes(name) === true ? name : `${name}?`))
  return names.length === 0 ? '' : `\nwith: ${names.join(', ')}`
}

export function skillNames({ skills }: Surroundings): readonly Completion[] {
  return [...skills.values()].map(({ name, title, description }) => ({ label: name, kind: 'skill', detail: title, info: description }))
}

/** Gives the arguments of a tool, those that must be given first. */
export function argumentsOf({ input, control }: ToolFacts): readonly Completion[] {
  return fieldsOf(input, control)
}

/** Gives the inputs of a skill. */
export function inputsOf(inputs: { readonly [name: string]: JsonSchema }): readonly Completion[] {
  return fieldsOf({ type: 'object', properties: inputs, required: Object.keys(inputs).filter((name) => inputs[name]?.default === undefined) }, {})
}

export function fieldsOf(schema: JsonSchema, control: { readonly [name: string]: string }): readonly Completion[] {
  const required = new Set(schema.required ?? [])
  const fields = Object.entries(schema.properties ?? {}).map(([label, type]): Completion => {
    const says = [typeWords(type), ...(Object.hasOwn(control, label) ? [`names a ${control[label]}`] : []), ...(required.has(label) ? ['required'] : [])]
    const info = type.description ?? type.title
    return { label, kind: 'argument', detail: says.join(', '), insert: `${label}: `, ...(info !== undefined && { info }) }
  })
  return fields.sort((a, b) => Number(required.has(b.label)) - Number(required.has(a.label)))
}

/** Gives the events that the file speaks of. */
export function events({ flow, skill }: Surroundings): readonly Completion[] {
  const found = new Map<string, string>()
  for (const { state, children: inside } of flow.states.values()) {
    for (const { event } of state.on) if (!found.has(event)) found.set(event, `led away from ${state.name}`)
    const ways = [...state.on, ...state.after, ...state.always, ...(state.activity.kind === 'choose' ? state.activity.branches : []), state.entry, state.exit]
    for (const raise of ways.flatMap((way) => way.raise)) found.set(raise.event, `raised in ${state.name}`)
    if (state.activity.kind === 'wait-for') found.set(state.activity.event, `awaited in ${state.name}`)
    if (inside.length > 0 && (state.activity.kind === 'states' || state.activity.kind === 'together')) found.set(`done.${state.name}`, `the end of ${state.name}`)
  }
  for (const { events: sent } of skill.tests) for (const { event } of sent) if (!found.has(event)) found.set(event, 'sent in a test')
  return [...found].filter(([event]) => event !== '').map(([label, detail]) => ({ label, kind: 'event', detail, ...(label.startsWith('*') && { insert: `"${label}"` }) }))
}

/** Gives the ids of raised events, to cancel them by. */
export function raiseIds({ flow }: Surroundings): readonly Completion[] {
  const ids = [...flow.states.values()].flatMap(({ state }) => [...state.on, ...state.after, ...state.always, state.entry, state.exit].flatMap(({ raise }) => raise.map(({ id }) => id)))
  return [...new Set(ids)].filter((id) => id !== undefined).map((label) => ({ label, kind: 'event', detail: 'id of a raised event' }))
}

/** Gives the codes that a state may fail with: those its tool declares, and those of the engine. */
export function errorCodes({ byName, tools, flow }: Surroundings, name: string | undefined): readonly Completion[] {
  const state = name === undefined ? undefined : byName.get(name)
  const inside = [state, ...(state?.children ?? []).map((key) => flow.states.get(key))]
  const declared = inside.flatMap((one) => {
    const activity = one?.state.activity
    const tool = activity?.kind === 'call' ? tools.get(activity.tool) : undefined
    return Object.entries(tool?.errors ?? {}).map(([label, info]): Completion => ({ label, kind: 'code', detail: tool?.name ?? '', info }))
  })
  const own = Object.entries(engineFailures).filter(([code]) => !['too-many-steps', 'out-of-time', 'evidence'].includes(code))
  return [...declared, ...own.map(([label, info]): Completion => ({ label, kind: 'code', detail: 'of the engine', info }))]
}
