import { exampleValue, literalText, type Json, type JsonSchema } from '../../engine/index.ts'
import type { Knowledge } from './skill-view.ts'

/** What a new state can be made from. */
export interface PaletteEntry {
  /** `tool file.move`, `skill tidy-folder`, `control wait`: the same for the same thing. */
  readonly id: string
  readonly kind: 'tool' | 'skill' | 'control'
  readonly title: string
  readonly description: string
  /** Small letters; whatever a person may type to find it. */
  readonly search: string
  /** The name a state made from it gets when it is still free. */
  readonly name: string
  /** The keys of the new state. */
  readonly state: Json
}

const controls: readonly (readonly [key: string, title: string, description: string, state: Json])[] = [
  ['choose', 'Choose', 'Takes the first way whose condition holds. if, branch, condition', { choose: [{ if: false }] }],
  ['each', 'For each', 'Does something for every element of a list. loop, repeat', { each: [], as: 'item', states: { one: null } }],
  ['together', 'Together', 'Does several things at once. parallel, branches', { together: { left: null, right: null } }],
  ['states', 'Group', 'Holds states of its own. nested', { states: { first: null } }],
  ['ask', 'Ask', 'Shows a form to the person. input, question', { ask: { answer: 'string' }, text: 'What is the answer?' }],
  ['confirm', 'Confirm', 'Asks the person for a yes or no. approve, permit', { confirm: 'Shall it go on?' }],
  ['think', 'Think', 'Asks the model about given values. language model', { think: 'What is the answer?', answer: 'string' }],
  ['wait', 'Wait', 'Waits for a while. delay, sleep, pause', { wait: '5m' }],
  ['wait_for', 'Wait for an event', 'Waits until an event comes. signal', { wait: { for: 'some.event', timeout: '1h' } }],
  ['set', 'Set', 'Sets variables. assign', { set: {} }],
  ['pass', 'Pass on', 'Does nothing and goes on. note', null],
  ['rest', 'Rest', 'Rests until an event or a time leads away.', { after: {} }],
  ['leave', 'Leave', 'Finishes the group around it.', { leave: null }],
  ['history', 'History', 'Leads to where the group was last left.', { history: 'shallow' }],
  ['done', 'End: done', 'Ends the run as done. finish, success', { end: 'done' }],
  ['failed', 'End: failed', 'Ends the run as failed. error', { end: 'failed', because: 'It could not be done.' }],
  ['stopped', 'End: stopped', 'Ends the run as stopped. cancel', { end: 'stopped', because: 'It was not wanted.' }],
]

/** Gives everything a state can be made from: control first, then tools and skills by name. */
export function paletteOf({ tools, skills }: Knowledge): readonly PaletteEntry[] {
  return [
    ...controls.map(([key, title, description, state]) => entry('control', key, title, description, key, state)),
    ...[...tools.values()].sort(byName).map(({ name, title, description, input }) => entry('tool', name, title, description, name.slice(name.indexOf('.') + 1), { call: name, ...withArguments(input) })),
    ...[...skills].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, { title, description, summary }]) => {
      const inputs = summary?.inputs ?? {}
      const required = Object.keys(inputs).filter((key) => inputs[key]?.default === undefined)
      return entry('skill', name, title, description, name, { run: name, ...withArguments({ properties: inputs, required }) })
    }),
  ]
}

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name < b.name ? -1 : 1
}

function entry(kind: PaletteEntry['kind'], key: string, title: string, description: string, name: string, state: Json): PaletteEntry {
  return { id: `${kind} ${key}`, kind, title, description, search: `${title} ${key} ${key.replaceAll(/[._-]/g, ' ')} ${description}`.toLowerCase(), name: name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '_'), state }
}

/** The required arguments with plain values that fit. */
function withArguments(input: JsonSchema): { readonly with?: Json } {
  const required = input.required ?? []
  if (required.length === 0) return {}
  return { with: Object.fromEntries(required.map((name) => [name, plain(exampleValue((Object.hasOwn(input.properties ?? {}, name) ? input.properties?.[name] : undefined) ?? {}))])) }
}

/** A "${" of an example is no expression. */
function plain(value: Json): Json {
  return typeof value === 'string' ? literalText(value) : value
}
