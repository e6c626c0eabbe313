import type { DocumentNode, MapEntry } from '../terms/document.ts'
import type { Actions, DelayedTransition, EventTransition, Raise, Target, Transition } from '../terms/skill.ts'
import { readDuration, readDurationKey } from './read-duration.ts'
import { fault, isNothing, isText, missingKey, readBoolean, readFields, readItems, readText, readTexts, readTextNode, shown, wrongType, type Fields, type Reader } from './reader.ts'
import { readCel, readTemplates } from './read-template.ts'

const actionKeys = ['set', 'raise', 'cancel'] as const
const transitionKeys = ['if', 'next', ...actionKeys, 'reenter'] as const

export const noActions: Actions = { set: {}, raise: [], cancel: [] }

export function readTarget(reader: Reader, entry: MapEntry | undefined): Target | undefined {
  return entry === undefined ? undefined : targetAt(reader, entry.value, `"${entry.key}"`)
}

function targetAt(reader: Reader, node: DocumentNode, what: string): Target | undefined {
  const state = readTextNode(reader, node, what)
  return state === undefined ? undefined : { state, range: node.range }
}

/** Gives the targets of `next:`: one name or a list of names. */
export function readTargets(reader: Reader, entry: MapEntry | undefined): Target[] | undefined {
  if (entry === undefined) return undefined
  if (entry.value.kind !== 'list') {
    const one = readTarget(reader, entry)
    return one === undefined ? [] : [one]
  }
  if (entry.value.items.length === 0) wrongType(reader, entry.value, '"next"', 'the name of a state, or a list of names')
  return readItems(entry.value.items, (item) => targetAt(reader, item, 'Each entry of "next"'))
}

export function readActions(reader: Reader, entry: MapEntry | undefined): Actions {
  if (entry === undefined || isNothing(entry.value)) return noActions
  const fields = readFields(reader, entry.value, `"${entry.key}"`, actionKeys)
  return reader.places.remember(actionsOf(reader, fields), entry.value)
}

function actionsOf(reader: Reader, fields: Fields): Actions {
  return {
    set: readTemplates(reader, fields.get('set')?.value, '"set"'),
    raise: readRaises(reader, fields.get('raise')),
    cancel: readTexts(reader, fields.get('cancel')),
  }
}

function readRaises(reader: Reader, entry: MapEntry | undefined): Raise[] {
  if (entry === undefined) return []
  const items = entry.value.kind === 'list' ? entry.value.items : [entry.value]
  return readItems(items, (item) => readRaise(reader, item))
}

function readRaise(reader: Reader, node: DocumentNode): Raise | undefined {
  if (isText(node)) return reader.places.remember({ event: node.value, data: {}, after: undefined, id: undefined }, node)
  if (node.kind !== 'map') return wrongType(reader, node, '"raise"', 'the name of an event, or { event, data, after, id }')
  const fields = readFields(reader, node, '"raise"', ['event', 'data', 'after', 'id'])
  const event = readText(reader, fields.get('event'))
  if (!fields.has('event')) missingKey(reader, node, 'event', node.range, '"raise" names no event.', 'Add "event:" with the name of the event.')
  const raise: Raise = {
    event: event ?? '',
    data: readTemplates(reader, fields.get('data')?.value, '"data"'),
    after: readDuration(reader, fields.get('after')),
    id: readText(reader, fields.get('id')),
  }
  return reader.places.remember(raise, node)
}

/** Gives one way on: a target, or a map with `if`, `next` and actions. */
export function readTransition(reader: Reader, node: DocumentNode, what: string): Transition | undefined {
  const { range } = node
  if (isText(node)) {
    return reader.places.remember({ set: {}, raise: [], cancel: [], if: undefined, targets: [{ state: node.value, range }], reenter: false, range }, node)
  }
  if (node.kind !== 'map') return wrongType(reader, node, what, `the name of a state, or { ${transitionKeys.join(', ')} }`)
  const fields = readFields(reader, node, what, transitionKeys)
  const { set, raise, cancel } = actionsOf(reader, fields)
  const transition: Transition = {
    set,
    raise,
    cancel,
    if: readCel(reader, fields.get('if')),
    targets: readTargets(reader, fields.get('next')) ?? [],
    reenter: readBoolean(reader, fields.get('reenter')) ?? false,
    range,
  }
  return reader.places.remember(transition, node)
}

/** Gives the ways on of one key: one transition, or a list of them. */
function readTransitions(reader: Reader, node: DocumentNode, what: string): Transition[] {
  const items = node.kind === 'list' ? node.items : [node]
  return readItems(items, (item) => readTransition(reader, item, what))
}

export function readOn(reader: Reader, entry: MapEntry | undefined): EventTransition[] {
  if (entry === undefined || isNothing(entry.value)) return []
  return [...readFields(reader, entry.value, '"on"')].flatMap(([event, { value, keyRange }]) => {
    if (event === '') fault(reader, 'wrong-value', keyRange, 'An event needs a name.')
    return readTransitions(reader, value, `The way on at "${shown(event)}"`).map((transition) => copyPlace(reader, transition, { ...transition, event }))
  })
}

export function readAfter(reader: Reader, entry: MapEntry | undefined): DelayedTransition[] {
  if (entry === undefined || isNothing(entry.value)) return []
  return [...readFields(reader, entry.value, '"after"').values()].flatMap((delayed) => {
    const delay = readDurationKey(reader, delayed)
    return readTransitions(reader, delayed.value, `The way on after ${shown(delayed.key)}`).map((transition) => copyPlace(reader, transition, { ...transition, delay }))
  })
}

export function readAlways(reader: Reader, entry: MapEntry | undefined): Transition[] {
  if (entry === undefined || isNothing(entry.value)) return []
  if (entry.value.kind !== 'list') {
    wrongType(reader, entry.value, '"always"', 'a list', { help: 'Begin each entry with "- ".' })
    return []
  }
  return readItems(entry.value.items, (item) => readTransition(reader, item, 'An entry of "always"'))
}

function copyPlace<Part extends object>(reader: Reader, from: object, to: Part): Part {
  return reader.places.remember(to, reader.places.node(from))
}
