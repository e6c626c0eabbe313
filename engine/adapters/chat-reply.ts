import type { ToolCallPart } from './chat-request.ts'

/** What an endpoint answered, put together from its pieces. */
export interface ChatReply {
  readonly content: string
  /** What the model thought; it goes back with its tool calls. */
  readonly reasoning: string
  readonly calls: readonly ToolCallPart[]
  readonly finish: string
  /** Tokens as the endpoint counts them; undefined: it does not. */
  readonly tokens: { readonly prompt: number; readonly completion: number } | undefined
}

const mostCalls = 64

/** Puts a reply together from whole messages and from the pieces of a stream. What has another shape than it should is left out. */
export class ReplyBuilder {
  #content = ''
  #reasoning = ''
  #finish = ''
  #tokens: ChatReply['tokens']
  readonly #calls = new Map<number, { id: string; name: string; text: string }>()

  /** Takes a chunk of a stream, or the one whole answer. */
  add(piece: unknown): void {
    const { choices, usage } = fieldsOf(piece)
    this.#count(usage)
    const [choice] = Array.isArray(choices) ? (choices as readonly unknown[]) : []
    const { delta, message, finish_reason: finish } = fieldsOf(choice)
    if (typeof finish === 'string') this.#finish = finish
    const { content, reasoning_content: reasoning, reasoning: thought, tool_calls: calls } = fieldsOf(delta ?? message)
    this.#content += textOf(content)
    this.#reasoning += textOf(reasoning) || textOf(thought)
    if (Array.isArray(calls)) calls.forEach((call: unknown, at) => this.#addCall(fieldsOf(call), at))
  }

  reply(): ChatReply {
    const calls = [...this.#calls.values()].map(({ id, name, text }, at): ToolCallPart => ({ id: id === '' ? `call-${at}` : id, type: 'function', function: { name, arguments: text } }))
    return { content: this.#content, reasoning: this.#reasoning, calls, finish: this.#finish, tokens: this.#tokens }
  }

  #addCall({ index, id, function: called }: Fields, place: number): void {
    const at = typeof index === 'number' ? index : place
    if (!this.#calls.has(at) && this.#calls.size >= mostCalls) return
    const call = this.#calls.get(at) ?? { id: '', name: '', text: '' }
    this.#calls.set(at, call)
    const { name, arguments: text } = fieldsOf(called)
    if (call.id === '') call.id = textOf(id)
    if (call.name === '') call.name = textOf(name)
    call.text += typeof text === 'string' ? text : text === undefined || text === null ? '' : JSON.stringify(text)
  }

  #count(usage: unknown): void {
    const { prompt_tokens: prompt, completion_tokens: completion } = fieldsOf(usage)
    if (isCount(prompt) && isCount(completion)) this.#tokens = { prompt, completion }
  }
}

type Fields = { readonly [name: string]: unknown }

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {}
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0
}
