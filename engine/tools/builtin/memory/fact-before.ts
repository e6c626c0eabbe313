import type { Json, JsonObject } from '../../../terms/json.ts'
import type { FactAbout } from '../../../terms/memory.ts'
import type { MemoryStore } from '../../../terms/ports.ts'

/** Gives what is noted of a fact before it is changed: an undo brings back the value and how it came to be known. */
export async function factBefore(memory: MemoryStore, key: string): Promise<{ readonly found: boolean; readonly value: Json; readonly about?: FactAbout & JsonObject }> {
  const fact = await memory.fact(key)
  if (fact === undefined) return { found: false, value: null }
  const { key: _, value, ...about } = fact
  return { found: true, value, about: about as unknown as FactAbout & JsonObject }
}
