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
  if (isTooDeep(bytes)) return bad(`The body is nested deeper than ${deepest} levels.`)
  const value = parse(bytes)
  if (value === undefined) return bad('The body is no JSON.')
  if (!Array.isArray(value)) return bad('The body must be a JSON array: the arguments in order.')
  return hasOddKey(value) ? bad('The body has a key "__proto__".') : (value as readonly Json[])
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

/** Counts brackets outside of texts, before anything is built from them. */
function isTooDeep(bytes: Uint8Array): boolean {
  let depth = 0
  let inText = false
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]
    if (byte === quote) inText = !inText
    else if (inText) at += byte === backslash ? 1 : 0
    else if (byte === openList || byte === openObject) {
      if (++depth > deepest) return true
    } else if (byte === closeList || byte === closeObject) depth--
  }
  return false
}

const [quote, backslash, openList, closeList, openObject, closeObject] = [...'"\\[]{}'].map((sign) => sign.charCodeAt(0))

/** A key that means something else to JavaScript, so that later code could stumble over it. */
function hasOddKey(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  return Object.hasOwn(value, '__proto__') || Object.values(value).some(hasOddKey)
}

function bad(message: string): Refusal {
  return { status: 400, code: 'bad-request', message }
}
