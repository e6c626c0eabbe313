import { readSkill } from '../check/read-skill.ts'
import { summarizeSkill } from '../check/summarize-skill.ts'
import { parseDocument } from '../document/parse-document.ts'
import { visible, visibleLines } from '../gate/quote.ts'
import type { State } from '../terms/skill.ts'
import type { SkillEntry, SkillStore } from '../terms/skill-store.ts'
import type { Desk, SkillListing } from './desk.ts'
import type { DeskParts, DeskShelf } from './desk-parts.ts'

/** The skill files of the person, and those that came with Chela. */
export function deskSkills(parts: DeskParts): Pick<Desk, 'skills' | 'read' | 'save' | 'keepBeside' | 'move' | 'remove'> {
  const { skills, shelf, decisions } = parts
  return {
    skills: async () => {
      await shelf.renew()
      await decisions.renew()
      const accepted = new Set(decisions.accepted().map(({ hash }) => hash))
      const listings: SkillListing[] = []
      for (const entry of await skills.list()) {
        const listing = await listingOf(parts, entry, accepted)
        if (listing !== undefined) listings.push(listing)
      }
      return listings
    },
    read: async (id) => (await skills.read(id)) ?? null,
    save: (id, text, base) => skills.write(id, text, base),
    keepBeside: (id, sidecar) => skills.keepBeside(id, sidecar),
    move: (id, to, base) => skills.move(id, to, base),
    remove: (id, base) => skills.remove(id, base),
  }
}

/** Gives how a skill is listed. Nothing for a file that went away since it was listed. One with errors is shown as far as it could be read. */
export async function listingOf({ skills, shelf }: { readonly skills: Pick<SkillStore, 'read'>; readonly shelf: Pick<DeskShelf, 'load'> }, entry: SkillEntry, accepted: ReadonlySet<string>): Promise<SkillListing | undefined> {
  const file = await skills.read(entry.id)
  if (file === undefined) return undefined
  const { id, name, writable, changed, text } = file
  const { skill: sound, hash } = shelf.load(text)
  const skill = sound ?? readSkill(parseDocument(text), () => {})
  const { title, description, examples, tests } = skill
  const summary = sound === undefined ? null : summarizeSkill(sound)
  return { id, name, writable, changed, title: visible(title || name), description: visibleLines(description), examples: examples.map(visible), summary, hash, accepted: accepted.has(hash), faulty: sound === undefined, tests: tests.length, tools: toolsOf(skill.states) }
}

/** The tools that states name, in order, those inside groups too. */
function toolsOf(states: readonly State[]): readonly string[] {
  const named = new Set<string>()
  const visit = (list: readonly State[]): void => {
    for (const { activity, undo } of list) {
      if (activity.kind === 'call') named.add(activity.tool)
      if (undo !== undefined) named.add(undo.tool)
      if (activity.kind === 'states') visit(activity.states)
      if (activity.kind === 'each') visit(activity.body)
      if (activity.kind === 'together') visit(activity.branches)
    }
  }
  visit(states)
  return [...named]
}
