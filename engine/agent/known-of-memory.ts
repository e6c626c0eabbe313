import type { Json, JsonObject } from '../terms/json.ts'
import type { KnownPrivate } from './known-values.ts'
import type { PrivateKind } from './private-patterns.ts'
import { tellingKey } from './telling-keys.ts'

const most = 10_000
const deepest = 32

/**
 * Gives what facts about the person are private: all under a fact or field marked `private: true`, and what stands under a
 * key that tells by itself (`my_phone`, `partner_name`). Pure.
 */
export function knownOfMemory(facts: JsonObject): readonly KnownPrivate[] {
  const known: KnownPrivate[] = []
  for (const [key, value] of Object.entries(facts)) gather(value, kindOf(key), known, 0)
  return known
}

/** Gives every text and number inside a value as private, each of the kind that its key tells. Pure. */
export function knownOfValue(value: Json): readonly KnownPrivate[] {
  const known: KnownPrivate[] = []
  gather(value, 'private', known, 0)
  return known
}

function gather(value: Json, kind: PrivateKind | undefined, known: KnownPrivate[], depth: number): void {
  if (known.length >= most || depth > deepest) return
  if (typeof value === 'string' || typeof value === 'number') {
    if (kind !== undefined) known.push({ kind, value: String(value) })
    return
  }
  if (value === null || typeof value !== 'object') return
  if (Array.isArray(value)) {
    for (const item of value as readonly Json[]) gather(item, kind, known, depth + 1)
    return
  }
  const marked = (value as JsonObject)['private'] === true ? (kind ?? 'private') : kind
  for (const [key, inner] of Object.entries(value as JsonObject)) gather(inner, kindOf(key) ?? marked, known, depth + 1)
}

/** In facts about the person any name is that of a person. */
function kindOf(key: string): PrivateKind | undefined {
  return tellingKey(key) ?? (/(?:^|_)names?$/.test(key) ? 'name' : undefined)
}
