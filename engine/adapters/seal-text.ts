/*
 * Encrypts a text with a passphrase: scrypt gives the key, AES-256-GCM hides the text and notices every change. Owns: the shape
 * of what is written. Always true: S1 no initialisation vector is used twice with a key; S2 neither key nor passphrase is part
 * of what is written; S3 what is written says how the key is made, within bounds that a hostile file can not leave.
 */
import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto'
import type { Json, JsonObject } from '../terms/json.ts'
import { plainPassphrase } from './memory-passphrase.ts'

/** What is written in the place of the text. Bytes are base64. */
export interface Sealed {
  readonly kdf: 'scrypt'
  /** The N of scrypt, with r = 8 and p = 1. */
  readonly cost: number
  readonly salt: string
  readonly iv: string
  /** The encrypted text and its tag of 16 bytes. */
  readonly data: string
}

/** A key with what it was made of. */
export interface SealKey {
  readonly cost: number
  readonly salt: string
  readonly key: Uint8Array
}

export const usualCost = 2 ** 17
const highestCost = 2 ** 20
const base64 = /^[A-Za-z0-9+/]*={0,2}$/

/** Makes the key for what is sealed already, or a new one. Takes a good part of a second. */
export function sealKey(passphrase: string, from: Pick<Sealed, 'cost' | 'salt'>): SealKey {
  const key = scryptSync(plainPassphrase(passphrase), Buffer.from(from.salt, 'base64'), 32, { N: from.cost, r: 8, p: 1, maxmem: 2 ** 20 + 256 * from.cost * 8 })
  return { cost: from.cost, salt: from.salt, key }
}

export function freshSalt(): string {
  return randomBytes(16).toString('base64')
}

/** Keeps S1: 12 random bytes for each text. */
export function seal(text: string, key: SealKey): Sealed {
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key.key, iv)
  cipher.setAAD(headOf(key))
  const data = Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()])
  return { kdf: 'scrypt', cost: key.cost, salt: key.salt, iv: iv.toString('base64'), data: data.toString('base64') }
}

/** Gives the text; undefined: the key is another, or something was changed. */
export function unseal(sealed: Sealed, key: SealKey): string | undefined {
  const data = Buffer.from(sealed.data, 'base64')
  try {
    const decipher = createDecipheriv('aes-256-gcm', key.key, Buffer.from(sealed.iv, 'base64'))
    decipher.setAAD(headOf(sealed))
    decipher.setAuthTag(data.subarray(-16))
    return Buffer.concat([decipher.update(data.subarray(0, -16)), decipher.final()]).toString('utf8')
  } catch {
    return undefined
  }
}

/** Keeps S3: gives what is sealed when it has the shape; undefined otherwise. */
export function readSealed(value: Json | undefined): Sealed | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  const { kdf, cost, salt, iv, data } = value as JsonObject
  if (kdf !== 'scrypt' || typeof cost !== 'number' || !Number.isInteger(Math.log2(cost)) || cost < 2 || cost > highestCost) return undefined
  if (!isBytes(salt, 16) || !isBytes(iv, 12) || !isBytes(data, undefined)) return undefined
  return { kdf, cost, salt, iv, data }
}

function isBytes(value: Json | undefined, length: number | undefined): value is string {
  if (typeof value !== 'string' || !base64.test(value)) return false
  const bytes = Buffer.from(value, 'base64').length
  return length === undefined ? bytes >= 16 : bytes === length
}

function headOf({ cost, salt }: Pick<Sealed, 'cost' | 'salt'>): Uint8Array {
  return Buffer.from(`chela memory 1 scrypt ${cost} ${salt}`)
}
