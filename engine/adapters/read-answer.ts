import type { Json, JsonObject } from '../terms/json.ts'
import type { ChatReply } from './chat-reply.ts'

const deepest = 64
const largest = 1024 * 1024

/**
 * Gives the values that a reply may mean, the likeliest first; or in one sentence why it means none. A value that stands in
 * a field `answer` is given without the object around it, and with it after that.
 */
export function readAnswer({ content, calls, finish }: ChatReply): { readonly values: readonly Json[] } | { readonly problem: string } {
  const call = calls.find((one) => one.function.name === 'answer')
  if (call === undefined && calls.length > 0) return { problem: `There is no tool ${JSON.stringify(calls[0]?.function.name.slice(0, 60))}; the only tool is "answer".` }
  const text = call?.function.arguments ?? withoutThoughts(content)
  if (finish === 'length') return { problem: 'The answer was cut off because it was too long. Answer more briefly.' }
  if (text.trim() === '') return { problem: 'There was no answer.' }
  if (text.length > largest) return { problem: 'The answer was larger than 1 MiB.' }
  const read = parsed(text)
  if (read === undefined) return { problem: 'The answer was not JSON.' }
  if (isTooDeep(read)) return { problem: `The answer has more than ${deepest} levels.` }
  const inner = read !== null && typeof read === 'object' && !Array.isArray(read) && Object.hasOwn(read, 'answer') ? [(read as JsonObject)['answer'] as Json] : []
  return { values: [...inner, read] }
}

/** Some models write their thoughts in front of the answer. */
function withoutThoughts(text: string): string {
  const end = text.lastIndexOf('</think>')
  return end < 0 ? text : text.slice(end + '</think>'.length)
}

/** The whole text, else what stands in a fence, else from the first bracket to the last. */
function parsed(text: string): Json | undefined {
  const fence = /```(?:json)?\s*\n([\s\S]*?)```/.exec(text)?.[1]
  const first = text.search(/[[{]/)
  const last = Math.max(text.lastIndexOf('}'), text.lastIndexOf(']'))
  for (const part of [text, fence, first >= 0 && last > first ? text.slice(first, last + 1) : undefined]) {
    if (part === undefined) continue
    try {
      return JSON.parse(part) as Json
    } catch {
      // The next part may be better.
    }
  }
  return undefined
}

function isTooDeep(value: Json): boolean {
  let level: readonly Json[] = [value]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > deepest) return true
    level = level.flatMap((one) => (one !== null && typeof one === 'object' ? (Object.values(one) as readonly Json[]) : []))
  }
  return false
}
