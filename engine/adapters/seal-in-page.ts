/*
 * Encrypts a text with a passphrase in a page: PBKDF2 gives the key, AES-256-GCM hides the text. Always true: P1 no
 * initialisation vector is used twice with a key; P2 the key can not be taken out of the browser's own keeping.
 */
import { ChelaError } from '../terms/failure.ts'
import type { Json, JsonObject } from '../terms/json.ts'
import { plainPassphrase } from './memory-passphrase.ts'

/** What is written in the place of the text. Bytes are base64. */
export interface PageSealed {
  readonly kdf: 'pbkdf2'
  readonly rounds: number
  readonly salt: string
  readonly iv: string
  readonly data: string
}

export interface PageKey {
  readonly rounds: number
  readonly salt: string
  readonly key: CryptoKey
}

export const usualRounds = 600_000
const mostRounds = 10_000_000

/** Makes the key for what is sealed already, or for a fresh salt. Throws ChelaError `no-encryption` where the page may not encrypt. */
export async function pageKey(passphrase: string, from: { readonly rounds: number; readonly salt?: string }): Promise<PageKey> {
  if (globalThis.crypto?.subtle === undefined) throw new ChelaError('no-encryption', 'This page may not encrypt, since it was not loaded over a safe connection.', { help: 'Open it over https, or with "chela serve".' })
  const { subtle } = globalThis.crypto
  const salt = from.salt ?? toBase64(globalThis.crypto.getRandomValues(new Uint8Array(16)))
  const given = await subtle.importKey('raw', new TextEncoder().encode(plainPassphrase(passphrase)), 'PBKDF2', false, ['deriveKey'])
  const key = await subtle.deriveKey({ name: 'PBKDF2', hash: 'SHA-256', salt: fromBase64(salt), iterations: from.rounds }, given, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
  return { rounds: from.rounds, salt, key }
}

export async function sealInPage(text: string, { rounds, salt, key }: PageKey): Promise<PageSealed> {
  const iv = globalThis.crypto.getRandomValues(new Uint8Array(12))
  const data = await globalThis.crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: headOf(rounds, salt) }, key, new TextEncoder().encode(text))
  return { kdf: 'pbkdf2', rounds, salt, iv: toBase64(iv), data: toBase64(new Uint8Array(data)) }
}

/** Gives the text; undefined: the key is another, or something was changed. */
export async function unsealInPage({ rounds, salt, iv, data }: PageSealed, { key }: PageKey): Promise<string | undefined> {
  try {
    const bytes = await globalThis.crypto.subtle.decrypt({ name: 'AES-GCM', iv: fromBase64(iv), additionalData: headOf(rounds, salt) }, key, fromBase64(data))
    return new TextDecoder().decode(bytes)
  } catch {
    return undefined
  }
}

/** Gives what is sealed when it has the shape; undefined otherwise. */
export function readPageSealed(value: Json | undefined): PageSealed | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  const { kdf, rounds, salt, iv, data } = value as JsonObject
  if (kdf !== 'pbkdf2' || typeof rounds !== 'number' || !Number.isInteger(rounds) || rounds < 1 || rounds > mostRounds) return undefined
  if (typeof salt !== 'string' || typeof iv !== 'string' || typeof data !== 'string') return undefined
  return { kdf, rounds, salt, iv, data }
}

function headOf(rounds: number, salt: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(`chela memory 1 pbkdf2 ${rounds} ${salt}`)
}

function toBase64(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return btoa(text)
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0))
}
