import type { JsonSchema } from '../terms/json.ts'
import type { ModelCapabilities, ModelSettings } from '../terms/model-settings.ts'
import { ModelError } from '../terms/ports.ts'
import { askEndpoint, BodyRefused, type Endpoint } from './ask-endpoint.ts'
import type { ChatReply } from './chat-reply.ts'
import { chatBody, firstMessages, type AnswerMode } from './chat-request.ts'
import { readAnswer } from './read-answer.ts'

/** Tokens that an answer may have: enough for some thoughts, little enough to cost next to nothing. */
const maxTokens = 2048
const given = { word: 'apple' }
const question = 'Which word is given? Answer with this word.'
/* A schema that only an endpoint which holds its answers to it fulfils: the question asks for another word. */
const forced: JsonSchema = { type: 'string', enum: ['held'] }

/**
 * Finds out what an endpoint can do with three or four small questions, which hold nothing of the person. Throws ModelError when
 * it can not be reached, refuses the key, or knows no such model.
 */
export async function probeModel(settings: ModelSettings, key: string | undefined, signal: AbortSignal): Promise<ModelCapabilities> {
  const endpoint: Endpoint = { url: settings.url, key, timeout: settings.timeout ?? 60_000, firstWait: 500, leaving: () => {} }
  const ask = async (mode: AnswerMode, streaming: boolean, schema: JsonSchema, thinking = false): Promise<ChatReply | undefined> => {
    const trial: ModelSettings = { ...settings, maxTokens, capabilities: { jsonSchema: true, tools: true, streaming, thinking } }
    try {
      return await askEndpoint(endpoint, chatBody(trial, firstMessages(question, given, schema, mode), schema, mode), signal)
    } catch (error) {
      if (error instanceof BodyRefused) return undefined
      throw error
    }
  }
  const plain = await ask('plain', false, { type: 'string' })
  if (plain === undefined) throw new ModelError('no-model', 'The model does not take the simplest question.')
  const streamed = await ask('plain', true, { type: 'string' })
  const schemed = await ask('json-schema', false, forced)
  // A model that thinks first may refuse to be told which tool to call; the next question leaves it the choice.
  const called = (await ask('tool', false, { type: 'string' })) ?? (await ask('tool', false, { type: 'string' }, true))
  return {
    jsonSchema: valuesOf(schemed).includes('held'),
    tools: called?.calls.some((call) => call.function.name === 'answer') === true,
    streaming: streamed !== undefined && (streamed.content !== '' || streamed.reasoning !== ''),
    thinking: [plain, streamed, schemed, called].some((reply) => reply !== undefined && reply.reasoning !== ''),
  }
}

function valuesOf(reply: ChatReply | undefined): readonly unknown[] {
  const read = reply === undefined ? { values: [] } : readAnswer(reply)
  return 'values' in read ? read.values : []
}
