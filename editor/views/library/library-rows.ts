import type { SkillListing } from '../../../engine/index.ts'

export type LibrarySort = 'title' | 'changed'

export interface LibraryQuery {
  readonly words: string
  /** A folder with those inside it; empty: all. */
  readonly folder: string
  readonly sort: LibrarySort
}

export interface Folder {
  /** Such as `mine/home`. */
  readonly path: string
  readonly name: string
  readonly depth: number
  /** Skills in it and in the folders inside it. */
  readonly count: number
}

/** Gives the skills that have every word somewhere, those with a word in the title first; by title one's own come first. */
export function libraryRows(skills: readonly SkillListing[], { words, folder, sort }: LibraryQuery): readonly SkillListing[] {
  const wanted = plain(words).split(/\s+/).filter((word) => word !== '')
  const found = skills.flatMap((skill) => {
    if (folder !== '' && !`${folderOf(skill.id)}/`.startsWith(`${folder}/`)) return []
    const title = plain(`${skill.title} ${skill.name}`)
    const all = plain([title, skill.description, ...skill.examples, ...skill.tools, skill.id].join('\n'))
    return wanted.every((word) => all.includes(word)) ? [{ skill, score: wanted.filter((word) => title.includes(word)).length }] : []
  })
  const order = (a: SkillListing, b: SkillListing): number => (sort === 'changed' ? b.changed - a.changed : Number(b.writable) - Number(a.writable)) || a.title.localeCompare(b.title, 'en') || (a.id < b.id ? -1 : 1)
  return found.sort((a, b) => b.score - a.score || order(a.skill, b.skill)).map(({ skill }) => skill)
}

/** Gives every folder that holds a skill, with those above it, in the order of a tree. */
export function foldersOf(skills: readonly SkillListing[]): readonly Folder[] {
  const counts = new Map<string, number>()
  for (const { id } of skills) {
    const parts = folderOf(id).split('/')
    for (let depth = 1; depth <= parts.length; depth++) {
      const path = parts.slice(0, depth).join('/')
      counts.set(path, (counts.get(path) ?? 0) + 1)
    }
  }
  const paths = [...counts.keys()].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
  return paths.map((path) => ({ path, name: path.slice(path.lastIndexOf('/') + 1), depth: path.split('/').length - 1, count: counts.get(path) ?? 0 }))
}

/** Gives where a skill lies: `mine/home` of `mine/home/tidy-folder`. */
export function folderOf(id: string): string {
  return id.slice(0, Math.max(0, id.lastIndexOf('/')))
}

/** Gives a name that no skill has yet: `tidy-2`. */
export function freeName(skills: readonly SkillListing[], name: string): string {
  const taken = new Set(skills.map((one) => one.name))
  if (!taken.has(name)) return name
  const bare = name.replace(/-\d+$/, '').slice(0, 58)
  for (let count = 2; ; count++) if (!taken.has(`${bare}-${count}`)) return `${bare}-${count}`
}

/** Gives a name for a file out of any words: `Tidy my folder!` becomes `tidy-my-folder`. */
export function nameFrom(words: string): string {
  const name = plain(words).replace(/[^a-z0-9]+/g, '-').slice(0, 60).replace(/^-+|-+$/g, '')
  return name === '' ? 'new-skill' : name
}

/** A slash sorts before all else, so that a folder comes right before those inside it. */
function keyOf(path: string): string {
  return path.replaceAll('/', '\u0001')
}

function plain(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
}
