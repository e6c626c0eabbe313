import type { IncomingMessage } from 'node:http'
import type { Json } from '../terms/json.ts'
import type { Refusal } from './refusal.ts'

const deepest = 100

/** Reads the body of a request as a JSON array. Reads no more than `most` bytes; the head has been looked at before. */
export async function readArguments(incoming: IncomingMessage, most: number): Promise<readonly Json[] | Refusal> {
  if (!/^application\/json(?:;\s*charset=utf-8)?$/i.test(incoming.headers['content-type'] ?? '')) {
    return { status: 415, code: 'content-type', message: 'The body must be JSON: "Content-Type: application/json".' }
  }
  if (incoming.headers['content-encoding'] !== undefined) return { status: 415, code: 'content-type', message: 'The body may not be compressed.' }
  const bytes = await readBytes(incoming, most)
  if (!(bytes instanceof Uint8Array)) return bytes
  const value = parse(bytes)
  if (value === undefined) return bad('The body is no JSON.')
  if (!Array.isArray(value)) return bad('The body must be a JSON array: the arguments in order.')
  const fault = faultIn(value, 0)
  return fault === undefined ? (value as readonly Json[]) : bad(fault)
}

async function readBytes(incoming: IncomingMessage, most: number): Promise<Uint8Array | Refusal> {
  const tooLarge: Refusal = { status: 413, code: 'too-large', message: `The body is larger than ${most} bytes.` }
  if (Number(incoming.headers['content-length'] ?? 0) > most) return tooLarge
  const chunks: Uint8Array[] = []
  let size = 0
  try {
    // Leaving the loop must not cut the connection: the refusal still has to go out on it.
    for await (const chunk of incoming.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>) {
      size += chunk.length
      if (size > most) return tooLarge
      chunks.push(chunk)
    }
  } catch {
    return bad('The body broke off.')
  }
  return Buffer.concat(chunks)
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return undefined
  }
}

/** A value that later code could stumble over: too deep, or with a key that means something else to JavaScript. */
function faultIn(value: unknown, depth: number): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  if (depth > deepest) return `The body is nested deeper than ${deepest} levels.`
  if (Object.hasOwn(value, '__proto__')) return 'The body has a key "__proto__".'
  for (const part of Object.values(value)) {
    const fault = faultIn(part, depth + 1)
    if (fault !== undefined) return fault
  }
  return undefined
}

function bad(message: string): Refusal {
  return { status: 400, code: 'bad-request', message }
}
