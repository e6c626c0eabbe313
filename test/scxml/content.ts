import type { Json } from '../../engine/terms/json.ts'
import { Unsupported, type Element } from './tree.ts'

const ownProcessor = /^(?:scxml|http:\/\/www\.w3\.org\/TR\/scxml\/?(?:#SCXMLEventProcessor)?)$/u
const delayForm = /^(\d*\.?\d+)(ms|s|m|h|d)$/u

/** What the elements in an `onentry`, `onexit` or `transition` do, as `raise:` and `cancel:` of a skill. */
export interface Content {
  readonly raise: Json[]
  readonly cancel: string[]
}

interface Sent {
  readonly id: string | undefined
  readonly json: Json
}

/**
 * Gives the events that executable content sends and cancels. A skill cancels before it raises, so an event that the
 * same content sends and then cancels is left out. `log` does nothing.
 */
export function convertContent(elements: readonly Element[]): Content {
  const sent: Sent[] = []
  const cancel: string[] = []
  for (const element of elements) {
    if (element.t === 'raise') sent.push({ id: undefined, json: eventName(element.a?.['event']) })
    else if (element.t === 'send') {
      const { one, goesOn } = convertSend(element)
      sent.push(one)
      if (!goesOn) break
    } else if (element.t === 'cancel') {
      const id = element.a?.['sendid'] ?? literal(element.a?.['sendidexpr'], 'the id of a cancel')
      for (let index = sent.length - 1; index >= 0; index--) if (sent[index]?.id === id) sent.splice(index, 1)
      cancel.push(id)
    } else if (element.t !== 'log') throw new Unsupported(`<${element.t}> as content`)
  }
  return { raise: sent.map(({ json }) => json), cancel }
}

/** A send whose type or target no processor could know raises the error that SCXML asks for. */
function convertSend({ a = {} }: Element): { readonly one: Sent; readonly goesOn: boolean } {
  for (const name of ['namelist', 'idlocation', 'targetexpr', 'typeexpr']) if (a[name] !== undefined) throw new Unsupported(`"${name}" of a send reads or writes data`)
  const { type, target } = a
  if (type !== undefined && !ownProcessor.test(type)) {
    if (/^(?:https?:|basichttp)/u.test(type)) throw new Unsupported('a send through another processor')
    return { one: { id: undefined, json: 'error.execution' }, goesOn: false }
  }
  if (target === '#_parent' || target?.startsWith('#_scxml_')) return { one: { id: undefined, json: 'error.communication' }, goesOn: true }
  if (target !== undefined && target !== '' && target !== '#_internal') return { one: { id: undefined, json: 'error.execution' }, goesOn: false }
  const event = eventName(a['event'] ?? literal(a['eventexpr'], 'the event of a send'))
  if (target === '#_internal') return { one: { id: undefined, json: event }, goesOn: true }
  const { id } = a
  const after = duration(a['delay'] ?? (a['delayexpr'] === undefined ? '0s' : literal(a['delayexpr'], 'the delay of a send')))
  return { one: { id, json: { event, after, ...(id !== undefined && { id }) } }, goesOn: true }
}

function eventName(name: string | undefined): string {
  if (name === undefined || name === '') throw new Unsupported('an event without a name')
  if (/^(?:done\.state|xstate|chela)(?:\.|$)/u.test(name)) throw new Unsupported('sends an event that belongs to the engine')
  return name
}

function duration(text: string): string {
  const [, number, unit] = delayForm.exec(text.trim()) ?? []
  if (number === undefined) throw new Unsupported(`the delay "${text}"`)
  return `${Number(number)}${unit}`
}

function literal(text: string | undefined, what: string): string {
  const found = /^\s*(?:'([^']*)'|"([^"]*)")\s*$/u.exec(text ?? '')
  if (found === null) throw new Unsupported(`${what} is worked out by an expression`)
  return found[1] ?? found[2] ?? ''
}
