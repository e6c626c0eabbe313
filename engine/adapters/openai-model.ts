/*
 * A language model behind the Model port: any endpoint that speaks Chat Completions. Owns: the conversation about one
 * question (how the answer is asked for, what goes back when it does not fit). Does not own: what is private (veil), what
 * fits (check), what is written down (leaving).
 */
import type { Json, JsonObject, JsonSchema } from '../terms/json.ts'
import { ModelError, type Model, type ModelAnswer } from '../terms/ports.ts'
import type { Usage } from '../terms/budget.ts'
import type { ModelCapabilities, ModelSettings } from '../terms/model-settings.ts'
import { askEndpoint, BodyRefused, type Endpoint } from './ask-endpoint.ts'
import type { ChatReply } from './chat-reply.ts'
import { answerModes, chatBody, firstMessages, forMarks, type AnswerMode, type ChatMessage } from './chat-request.ts'
import { isLocalModel } from './model-address.ts'
import { modelProfiles } from './model-profiles.ts'
import { readAnswer } from './read-answer.ts'

/** A question as it may leave, and the way back. */
export interface AskedVeiled {
  readonly question: string
  readonly given: JsonObject
  readonly schema: JsonSchema
  readonly count: number
  hideText(text: string): string
  restore(answer: Json): Json
  leaks(text: string): boolean
}

export interface OpenaiModelParts {
  readonly settings: ModelSettings
  /** Looked up with the first question, since the key store of the system may ask the person. */
  readonly key: () => string | undefined
  /** Gives what keeps a value from fitting a schema, in words; undefined: it fits. */
  readonly check: (schema: JsonSchema, value: Json) => string | undefined
  /** Takes private values out of what goes to an endpoint that is not local. */
  readonly veil: (question: string, given: JsonObject, schema: JsonSchema, about: { readonly run: string } | undefined) => AskedVeiled | Promise<AskedVeiled>
  /** Is told of each body that is about to leave for an endpoint that is not local. What it throws keeps it here. */
  readonly leaving?: (body: string, hidden: number) => void
  /** Milliseconds before the second try; each further try waits twice as long. 500 when left out. */
  readonly firstWait?: number
}

/** How often a model is told that its answer does not fit before it is given up. */
const mostRepairs = 2

/** Gives the model that the settings name. */
export function openaiModel(parts: OpenaiModelParts): Model {
  const { settings } = parts
  const local = isLocalModel(settings.url, settings.local)
  const refused = new Set<Way>()
  return {
    local,
    answer: async (question, given, schema, signal, about) => {
      const asked = local ? unveiled(question, given, schema) : await marked(parts, question, given, schema, about)
      return new Conversation(parts, asked, schema, local, refused).answer(signal)
    },
  }
}

/** Where values stand behind marks, the endpoint must not hold texts to a form that no mark has. */
async function marked({ veil }: OpenaiModelParts, ...[question, given, schema, about]: Parameters<OpenaiModelParts['veil']>): Promise<AskedVeiled> {
  const asked = await veil(question, given, schema, about)
  if (asked.count === 0) return asked
  return { question: asked.question, given: asked.given, schema: forMarks(asked.schema), count: asked.count, hideText: (text) => asked.hideText(text), restore: (answer) => asked.restore(answer), leaks: (text) => asked.leaks(text) }
}

class Conversation {
  readonly #parts: OpenaiModelParts
  readonly #asked: AskedVeiled
  /** The schema that the answer must fit once private values are back in it. */
  readonly #schema: JsonSchema
  readonly #endpoint: Endpoint
  /** Ways of asking that this endpoint does not take; kept from question to question. */
  readonly #refused: Set<Way>
  #usage: Usage = { promptTokens: 0, completionTokens: 0 }

  constructor(parts: OpenaiModelParts, asked: AskedVeiled, schema: JsonSchema, local: boolean, refused: Set<Way>) {
    const { settings, key, firstWait = 500 } = parts
    this.#parts = parts
    this.#asked = asked
    this.#schema = schema
    this.#refused = refused
    this.#endpoint = { url: settings.url, key: key(), timeout: settings.timeout ?? 120_000, firstWait, leaving: local ? () => {} : (body) => this.#leaving(body) }
  }

  async answer(signal: AbortSignal): Promise<ModelAnswer> {
    const ways = waysFor(this.#parts.settings)
    const open = ways.filter((way) => !this.#refused.has(way))
    const bad: Way[] = []
    let refusal = 'The model takes no question.'
    for (const way of open) {
      try {
        const answer = await this.#converse(way, signal)
        // Only now is it known that the ways were bad, and not the question.
        for (const one of bad) this.#refused.add(one)
        return answer
      } catch (error) {
        if (!(error instanceof BodyRefused)) throw error
        refusal = error.message
        bad.push(way)
      }
    }
    throw new ModelError('no-model', refusal, this.#usage)
  }

  async #converse(way: Way, signal: AbortSignal): Promise<ModelAnswer> {
    const { question, given, schema } = this.#asked
    const messages: ChatMessage[] = [...firstMessages(question, given, schema, modeOf(way))]
    for (let repairs = 0; ; repairs++) {
      const reply = await this.#ask(messages, way, signal)
      const read = readAnswer(reply)
      const fault = 'problem' in read ? read.problem : this.#fault(read.values)
      if (typeof fault !== 'string') return { value: fault.value, usage: this.#usage }
      if (repairs >= mostRepairs) throw new ModelError('invalid-answer', `The model gave no answer that fits, asked ${repairs + 1} times: ${fault}`, this.#usage)
      messages.push(...backWith(reply, this.#asked.hideText(fault)))
    }
  }

  async #ask(messages: readonly ChatMessage[], way: Way, signal: AbortSignal): Promise<ChatReply> {
    const body = chatBody(settingsFor(this.#parts.settings, way), messages, this.#asked.schema, modeOf(way))
    try {
      const reply = await askEndpoint(this.#endpoint, body, signal)
      this.#spend(reply, body)
      return reply
    } catch (error) {
      if (error instanceof ModelError && error.usage === undefined) throw new ModelError(error.code, error.message, this.#usage)
      throw error
    }
  }

  /** The first of the values that fits, or what is wrong with the likeliest. */
  #fault(values: readonly Json[]): string | { readonly value: Json } {
    const faults: string[] = []
    for (const written of values) {
      const value = this.#asked.restore(written)
      const fault = this.#parts.check(this.#schema, value)
      if (fault === undefined) return { value }
      faults.push(fault)
    }
    return faults[0] ?? 'There was no answer.'
  }

  /** An endpoint that does not count is taken to use a token for three characters, so that a budget holds all the same. */
  #spend({ tokens, content, reasoning, calls }: ChatReply, body: JsonObject): void {
    const written = content.length + reasoning.length + calls.reduce((sum, { function: { arguments: text } }) => sum + text.length, 0)
    const { prompt, completion } = tokens ?? { prompt: Math.ceil(JSON.stringify(body).length / 3), completion: Math.ceil(written / 3) }
    const promptTokens = this.#usage.promptTokens + prompt
    const completionTokens = this.#usage.completionTokens + completion
    const { prices } = this.#parts.settings
    this.#usage = { promptTokens, completionTokens, ...(prices !== undefined && { money: (promptTokens * prices.prompt + completionTokens * prices.completion) / 1_000_000 }) }
  }

  #leaving(body: string): void {
    if (this.#asked.leaks(questionIn(body))) throw new ModelError('no-model', 'The question still holds a private value, so it was not sent.')
    try {
      this.#parts.leaving?.(body, this.#asked.count)
    } catch {
      throw new ModelError('no-model', 'What was to be sent could not be written down first, so it was not sent.')
    }
  }
}

/** How the answer is asked for; the last resort is asked whole instead of streamed. */
type Way = AnswerMode | 'whole'

function waysFor(settings: ModelSettings): readonly Way[] {
  const { jsonSchema, tools, streaming } = capabilitiesOf(settings)
  const modes = answerModes.filter((mode) => (mode !== 'json-schema' || jsonSchema) && (mode !== 'tool' || tools))
  return streaming ? [...modes, 'whole'] : modes
}

function modeOf(way: Way): AnswerMode {
  return way === 'whole' ? 'plain' : way
}

function settingsFor(settings: ModelSettings, way: Way): ModelSettings {
  return way === 'whole' ? { ...settings, capabilities: { ...capabilitiesOf(settings), streaming: false } } : settings
}

function capabilitiesOf({ profile, capabilities }: ModelSettings): ModelCapabilities {
  return capabilities ?? modelProfiles[profile].capabilities
}

/** What a reply that does not fit is answered with. Thoughts go back with the calls they led to, as some endpoints demand. */
function backWith({ content, reasoning, calls }: ChatReply, fault: string): readonly ChatMessage[] {
  const words = `That is not accepted: ${fault} Answer the question again with a value that fits the schema.`
  if (calls.length === 0) return [{ role: 'assistant', content }, { role: 'user', content: words }]
  const said: ChatMessage = { role: 'assistant', content: content === '' ? null : content, tool_calls: calls, ...(reasoning !== '' && { reasoning_content: reasoning }) }
  return [said, ...calls.map(({ id }): ChatMessage => ({ role: 'tool', tool_call_id: id, content: words }))]
}

/** What a body holds of the question: not the settings, whose numbers may stand in it by chance. */
function questionIn(body: string): string {
  const { messages, tools, response_format: format } = JSON.parse(body) as JsonObject
  return JSON.stringify([messages, tools ?? null, format ?? null])
}

function unveiled(question: string, given: JsonObject, schema: JsonSchema): AskedVeiled {
  return { question, given, schema, count: 0, hideText: (text) => text, restore: (answer) => answer, leaks: () => false }
}
