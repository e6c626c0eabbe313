import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { canonicalJson, type Json } from './json.ts'

/** Gives the SHA-256 of the UTF-8 of a text, in lower-case hexadecimal. Names skill texts. */
export function hashText(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)))
}

/** Gives the SHA-256 of a value: equal for equal JSON, whatever the order of its keys. */
export function hashJson(value: Json): string {
  return hashText(canonicalJson(value))
}

/** Gives the hash that an approval of a deed is bound to: the tool and its exact arguments. */
export function hashDeed(tool: string, input: Json): string {
  return hashJson([tool, input])
}
