/*
 * Names that a person may use in a sentence: their facts, and what lies in the folders they speak of. Owns: which
 * folders are looked into. Always true: (K1) it only looks, and only where the policy asks for no yes; (K2) it ends in time and
 * gives few; (K3) what it gives is laid on the words here, and goes to no model.
 */
import type { KnownName } from '../agent/match-names.ts'
import { namedPlaces } from '../agent/named-places.ts'
import { keysOf, wordsOf } from '../agent/words-of.ts'
import { findRule } from '../gate/policy.ts'
import type { World } from '../run/world.ts'
import type { Fact } from '../terms/memory.ts'
import type { FileFacts } from '../terms/ports.ts'

type Looking = Pick<World, 'clock' | 'policy' | 'ports' | 'tools'>

export const usualFolders = ['Downloads', 'Documents', 'Desktop', 'Pictures', 'Music', 'Videos', 'Movies', 'Public', 'Templates']
/** Milliseconds for all folders together. */
const patience = 400
const mostFolders = 6
const mostEntries = 2000
const mostNames = 60
const asksFor = 'file.list'

/** Gives what the words may name among the facts of the person and the entries of folders that they speak of. */
export async function knownNames(words: string, facts: readonly Fact[], world: Looking): Promise<readonly KnownName[]> {
  const said = new Set(wordsOf(words).map(({ key }) => key))
  const speaks = (name: string): boolean => keysOf(name).some((key) => key.length > 1 && !plainKeys.has(key) && said.has(key))
  const folders = foldersSpokenOf(words, speaks)
  const found = await inTime(world, Promise.all(folders.map((folder) => entriesOf(folder, speaks, world))))
  return [...factNames(facts).filter(({ names }) => names.some(speaks)), ...found].slice(0, mostNames)
}

const plainKeys = new Set(keysOf('my the a of to in and file folder directory pdf txt jpg png doc'))

/** The home folder, the usual ones that are named, and those whose path stands in the words. */
function foldersSpokenOf(words: string, speaks: (name: string) => boolean): readonly string[] {
  const usual = usualFolders.filter(speaks).map((name) => `~/${name}`)
  return [...new Set([...namedPlaces(words, 'path').map((path) => path.replace(/(?<=.)\/+$/, '')), ...usual, '~'])].slice(0, mostFolders)
}

async function entriesOf(folder: string, speaks: (name: string) => boolean, { policy, ports, tools, clock }: Looking): Promise<readonly KnownName[]> {
  try {
    const tool = tools.tool(asksFor)
    const path = await ports.files.canonical(folder)
    // Keeps K1: a rule that speaks of looking into this folder leaves it to a run, where the gate asks.
    const rule = tool === undefined ? undefined : findRule(policy, { tool: asksFor, input: { folder: path }, origins: {}, because: [] }, tool, { skill: { name: '', hash: '' }, now: clock.now() })
    if (tool === undefined || (rule !== undefined && rule.answer !== 'allow')) return []
    const entries = (await ports.files.list(path)).slice(0, mostEntries).filter(({ name, kind }) => !name.startsWith('.') && (kind === 'folder' || kind === 'file'))
    return entries.filter(({ name }) => speaks(plainName(name))).slice(0, mostNames).map(({ name, kind }) => placeName(`${folder}/${name}`, name, kind))
  } catch {
    // What can not be looked at has no names here; a run would say why.
    return []
  }
}

function placeName(value: string, name: string, kind: FileFacts['kind']): KnownName {
  return { value, kind: 'path', names: [...new Set([plainName(name), name])], kindWords: kind === 'folder' ? ['folder', 'directory'] : ['file'], open: true }
}

/** "invoices_may-2026.pdf" as it is said. */
function plainName(name: string): string {
  return name.replace(/\.[A-Za-z0-9]{1,5}$/, '').replace(/[_.-]+/g, ' ')
}

/** A fact is meant by the words of its name: "my home address" for `home_address`. */
function factNames(facts: readonly Fact[]): readonly KnownName[] {
  return facts.flatMap(({ key, value }): readonly KnownName[] => {
    if (typeof value !== 'string' && typeof value !== 'number') return []
    const words = key.split('_')
    const kind = typeof value === 'string' && /^(?:~|\/|[A-Za-z]:\\)/.test(value) ? 'path' : typeof value === 'string' && /^[^\s@]+@[^\s@]+$/.test(value) ? 'email' : (words.at(-1) ?? key)
    return [{ value, kind, names: [words.join(' ')], kindWords: [words.at(-1) ?? key], open: true }]
  })
}

/** Keeps K2: names that come too late are none. */
async function inTime({ clock }: Looking, work: Promise<readonly (readonly KnownName[])[]>): Promise<readonly KnownName[]> {
  let cancel = (): void => {}
  const late = new Promise<readonly (readonly KnownName[])[]>((resolve) => {
    cancel = clock.at(clock.now() + patience, () => resolve([]))
  })
  try {
    return (await Promise.race([work, late])).flat()
  } finally {
    cancel()
  }
}
