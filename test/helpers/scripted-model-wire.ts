/* How a scripted model speaks: what it refuses in a body, what it reads in it, and its answers, whole or in pieces. */
import type { ServerResponse } from 'node:http'
import type { Json, JsonObject } from '../../engine/terms/json.ts'
import type { Choice, Prompt } from './scripted-model-script.ts'
import type { ScriptedModelOptions } from './scripted-model.ts'

/** Gives why a body is refused, as an endpoint with these abilities would say it. */
export function bodyFault(body: JsonObject, { refuses = [], thinking }: ScriptedModelOptions): string | undefined {
  const format = (body['response_format'] as JsonObject | undefined)?.['type']
  const messages = body['messages']
  if (typeof body['model'] !== 'string' || !Array.isArray(messages) || messages.length === 0) return 'you must provide a model and messages'
  if (format === 'json_schema' && refuses.includes('json-schema')) return 'response_format json_schema is not supported'
  if (format === 'json_object' && refuses.includes('json-object')) return 'response_format is not supported'
  if (body['tools'] !== undefined && refuses.includes('tools')) return 'tools are not supported'
  if (body['stream'] === true && refuses.includes('streaming')) return 'stream is not supported'
  const thoughtless = (messages as readonly JsonObject[]).some((message) => message['tool_calls'] !== undefined && typeof message['reasoning_content'] !== 'string')
  return thinking === true && thoughtless ? 'reasoning_content must be passed back together with tool_calls' : undefined
}

/** Reads the prompt out of the messages, as far as the script needs it. */
export function promptOf(body: JsonObject): Prompt {
  const messages = body['messages'] as readonly JsonObject[]
  const text = messages.map((message) => String(message['content'] ?? '')).join('\n')
  const [, question = '', values = '{}'] = /QUESTION\n([\s\S]*?)\n\nVALUES\n([^\n]*)/.exec(text) ?? []
  return { text, question, values: objectIn(values), repairs: messages.filter((message) => message['role'] === 'assistant').length }
}

/** Sends an answer in the way the body asks for: a call of its tool or a text, whole or streamed in small pieces. */
export async function sendReply(response: ServerResponse, body: JsonObject, { answer, spoilt }: Choice, options: ScriptedModelOptions): Promise<void> {
  const usesTool = body['tools'] !== undefined
  const value = spoilt === 'wrong-type' ? { answer: { wrong: [answer] } } : { answer }
  const whole = JSON.stringify(value as Json)
  const text = spoilt === 'broken-json' ? whole.slice(0, -2) : spoilt === 'chatter' ? `Of course! Here it is: ${whole.slice(1)}` : whole
  const call = { id: 'call_1', type: 'function', function: { name: spoilt === 'unknown-tool' ? 'send_mail' : 'answer', arguments: text } }
  const thoughts = options.thinking === true ? { reasoning_content: 'I think about it.' } : {}
  const message = usesTool ? { role: 'assistant', content: null, tool_calls: [call], ...thoughts } : { role: 'assistant', content: spoilt === 'unknown-tool' ? 'I shall call send_mail.' : text, ...thoughts }
  const usage = options.uncounted === true ? undefined : { prompt_tokens: Math.ceil(JSON.stringify(body['messages']).length / 4), completion_tokens: Math.ceil(text.length / 4), total_tokens: 0 }
  const finish = usesTool ? 'tool_calls' : 'stop'
  if (body['stream'] === true) return stream(response, message, finish, usage)
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ id: 'chatcmpl-1', object: 'chat.completion', created: 1, model: body['model'], choices: [{ index: 0, message, finish_reason: finish }], usage }))
}

interface Message {
  readonly content: string | null
  readonly reasoning_content?: string
  readonly tool_calls?: readonly { readonly id: string; readonly type: string; readonly function: { readonly name: string; readonly arguments: string } }[]
}

async function stream(response: ServerResponse, message: Message, finish: string, usage: unknown): Promise<void> {
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  const head = { id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 1, model: 'scripted' }
  const lines: unknown[] = [{ ...head, choices: [{ index: 0, delta: { role: 'assistant', content: '' } }] }]
  const add = (delta: unknown): void => void lines.push({ ...head, choices: [{ index: 0, delta }] })
  for (const part of pieces(message.reasoning_content ?? '')) add({ reasoning_content: part })
  for (const part of pieces(message.content ?? '')) add({ content: part })
  for (const [index, { id, type, function: { name, arguments: text } }] of (message.tool_calls ?? []).entries()) {
    add({ tool_calls: [{ index, id, type, function: { name, arguments: '' } }] })
    for (const part of pieces(text)) add({ tool_calls: [{ index, function: { arguments: part } }] })
  }
  lines.push({ ...head, choices: [{ index: 0, delta: {}, finish_reason: finish }] })
  if (usage !== undefined) lines.push({ ...head, choices: [], usage })
  const bytes = Buffer.from(`${lines.map((line) => `data: ${JSON.stringify(line)}\n\n`).join('')}data: [DONE]\n\n`)
  // Pieces end anywhere, in the middle of a letter too.
  for (let at = 0; at < bytes.length; at += 997) if (!response.write(bytes.subarray(at, at + 997))) await new Promise((done) => response.once('drain', done).once('close', done))
  response.end()
}

function pieces(text: string): readonly string[] {
  return text.match(/[\s\S]{1,9}/gu) ?? []
}

function objectIn(text: string): JsonObject {
  try {
    return JSON.parse(text) as JsonObject
  } catch {
    return {}
  }
}
