import { ChelaError } from '../terms/failure.ts'
import type { JsonObject } from '../terms/json.ts'
import type { Labels } from '../terms/label.ts'
import { factLabels, toldLabels, type Fact } from '../terms/memory.ts'
import type { MemoryStore } from '../terms/ports.ts'

/** `memory.get` may be a fact of this name, and is most often the tool. */
const tools = new Set(['get', 'set', 'forget'])
const lockedCodes = new Set(['memory-locked', 'wrong-passphrase'])

/** What a run begins with of the memory: values by fact, and the labels of those that the person did not say. */
interface Remembered {
  readonly memory: JsonObject
  readonly memoryLabels?: { readonly [fact: string]: Labels }
}

/**
 * Gives the facts that a skill text may read as `memory.NAME`, since the journal keeps them in plain: those it names; all of
 * them where it does not name them one by one, or runs other skills. A text that reads none does not open the memory.
 */
export async function rememberedFor(text: string, store: MemoryStore): Promise<Remembered> {
  const named = factsNamed(text)
  if (named?.size === 0) return { memory: {} }
  const facts = (await factsIn(store, named)).filter(({ key }) => named?.has(key) ?? true)
  const labels = facts.map((fact) => [fact.key, factLabels(fact)] as const).filter(([, own]) => own !== toldLabels)
  return { memory: Object.fromEntries(facts.map(({ key, value }) => [key, value])), ...(labels.length > 0 && { memoryLabels: Object.fromEntries(labels) }) }
}

/** Where only tools of the memory are named, it is they who say that it is locked. */
async function factsIn(store: MemoryStore, named: ReadonlySet<string> | undefined): Promise<readonly Fact[]> {
  try {
    return await store.facts()
  } catch (error) {
    if (error instanceof ChelaError && lockedCodes.has(error.code) && named !== undefined && [...named].every((name) => tools.has(name))) return []
    throw error
  }
}

/** The names that follow `memory.`; undefined: any may be read. An escape could spell the word, so it counts as such. */
function factsNamed(text: string): ReadonlySet<string> | undefined {
  if (/\\[xuU]|(?:^|[\s{,"'])run["']?\s*:/.test(text)) return undefined
  const named = new Set<string>()
  for (const { index } of text.matchAll(/\bmemory\b/g)) {
    const name = /^memory\.([A-Za-z_]\w*)/.exec(text.slice(index, index + 300))?.[1]
    if (name === undefined) return undefined
    named.add(name)
  }
  return named
}
