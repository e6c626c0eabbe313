/*
 * The shelf of a page: its tools and skill files. Owns: the texts as they were read last, and what was made of them. Does not
 * own: where they are kept. The checker asks at once and the store answers later, so all texts are at hand after `renew`.
 */
import { readSkill } from '../check/read-skill.ts'
import { summarizeSkill } from '../check/summarize-skill.ts'
import type { DeskShelf } from '../desk/desk-parts.ts'
import { draftsFolder } from '../desk/skill-cards.ts'
import { parseDocument } from '../document/parse-document.ts'
import { loadSkill, type LoadedSkill, type LoadWorld } from '../load-skill.ts'
import type { SkillText } from '../run/world.ts'
import { hashText } from '../terms/hash.ts'
import type { SkillStore } from '../terms/skill-store.ts'
import type { Toolbox } from '../tools/toolbox.ts'

export interface PageShelf extends DeskShelf {
  /** What the checker is told of other skills. */
  readonly known: Pick<LoadWorld, 'skill' | 'skillNames' | 'hash'>
  find(name: string): Promise<SkillText | undefined>
  isOwn(name: string, hash: string): Promise<boolean>
}

interface Held {
  readonly changed: number
  readonly text: string
}

/** Texts that are kept as checked; with more of them it begins anew. */
const mostKept = 500

/** Gives the shelf. A skill of the person goes before a shipped one of the same name. */
export function pageShelf(store: Pick<SkillStore, 'list' | 'read' | 'watch'>, toolbox: Toolbox, version: string): PageShelf {
  let held = new Map<string, Held>()
  let byName = new Map<string, string>()
  const loaded = new Map<string, { readonly result: LoadedSkill; readonly alone: boolean }>()
  const stale = new Set<string>()
  store.watch((ids) => ids.forEach((id) => stale.add(id)))
  let asked = false
  const summaryOf = (name: string): ReturnType<typeof summarizeSkill> | undefined => {
    const text = byName.get(name)
    return text === undefined ? undefined : summarizeSkill(readSkill(parseDocument(text), () => {}))
  }
  const known = {
    // Nothing that was checked is kept for another load of the page.
    hash: version,
    skill: (name: string) => ((asked = true), summaryOf(name)),
    skillNames: () => ((asked = true), [...byName.keys()]),
  }
  const world: LoadWorld = { ...known, tools: (name) => toolbox.tool(name), toolNames: () => toolbox.names() }
  const load = (text: string): LoadedSkill => {
    const kept = loaded.get(text)
    if (kept !== undefined) return kept.result
    asked = false
    const result = loadSkill(text, world)
    if (loaded.size >= mostKept) loaded.clear()
    loaded.set(text, { result, alone: !asked })
    return result
  }
  const renew = async (): Promise<void> => {
    const fresh = await readAll(store, held, stale)
    const names = new Map<string, string>()
    for (const [id, { text }] of fresh) {
      const name = nameOf(id)
      if (!names.has(name)) names.set(name, text)
    }
    const same = names.size === byName.size && [...names].every(([name, text]) => byName.get(name) === text)
    held = fresh
    byName = names
    if (!same) for (const [text, { alone }] of loaded) if (!alone) loaded.delete(text)
  }
  const skill = (name: string) => {
    const text = byName.get(name)
    const { skill, hash } = text === undefined ? {} : load(text)
    return skill === undefined || hash === undefined ? undefined : { skill, hash }
  }
  const find = async (name: string): Promise<SkillText | undefined> => {
    await renew()
    const text = byName.get(name)
    return text === undefined ? undefined : { name, text, hash: hashText(text) }
  }
  const isOwn = async (name: string, hash: string): Promise<boolean> => {
    await renew()
    const [id, kept] = [...held].find(([one]) => nameOf(one) === name) ?? []
    return id !== undefined && kept !== undefined && !id.startsWith(`${draftsFolder}/`) && hashText(kept.text) === hash
  }
  return { load, renew, known, find, isOwn, reportWorld: { tool: (name) => toolbox.tool(name), skill } }
}

function nameOf(id: string): string {
  return id.slice(id.lastIndexOf('/') + 1)
}

/** Gives all texts by id, in the order of the store; one that did not change is not read again. */
async function readAll(store: Pick<SkillStore, 'list' | 'read'>, held: ReadonlyMap<string, Held>, stale: Set<string>): Promise<Map<string, Held>> {
  const changed = new Set(stale)
  stale.clear()
  const fresh = new Map<string, Held>()
  for (const entry of await store.list()) {
    const before = held.get(entry.id)
    const text = before?.changed === entry.changed && !changed.has(entry.id) ? before.text : (await store.read(entry.id))?.text
    if (text !== undefined) fresh.set(entry.id, { changed: entry.changed, text })
  }
  return fresh
}
