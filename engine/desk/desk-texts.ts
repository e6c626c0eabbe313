/* What a text may do and whether the person accepted that: keeps D3 of desk.ts. */
import { differenceWords } from '../check/report-difference.ts'
import { reportWords } from '../check/report-words.ts'
import { coveringRules } from '../gate/covering-rules.ts'
import type { LoadedSkill } from '../load-skill.ts'
import type { SkillText } from '../run/world.ts'
import { positionAt } from '../terms/position.ts'
import { ChelaError } from '../terms/failure.ts'
import type { Skill } from '../terms/skill.ts'
import type { Desk, ReportView } from './desk.ts'
import type { DeskParts } from './desk-parts.ts'
import { openTexts, pinnedTexts, type PinnedText } from './pinned-texts.ts'

const longest = 1024 * 1024

/** A text without errors. */
export interface ReadyText extends SkillText {
  readonly skill: Skill
}

export function deskTexts(parts: DeskParts): Pick<Desk, 'report' | 'accept' | 'unaccept'> {
  const { shelf, decisions, world } = parts
  return {
    report: async (text) => {
      const loaded = await loadText(parts, text)
      await decisions.renew()
      const { skill, hash } = loaded
      return { texts: skill === undefined ? [] : await Promise.all(pinnedTexts(shelf, skill, hash).map((one) => viewOf(parts, one))) }
    },
    accept: async (text, hashes) => {
      const { skill, hash } = await readyText(parts, text)
      const pinned = pinnedTexts(shelf, skill, hash)
      const shown = pinned.filter((one) => hashes.includes(one.hash))
      const lost = hashes.filter((one) => !pinned.some((text) => text.hash === one))
      if (lost.length > 0) throw new ChelaError('not-shown', 'What was to be accepted is no longer what stands here, so nothing was accepted.', { help: 'Look at the report again.', facts: { hashes: lost } })
      for (const one of shown) await keepText(parts, one, { hash, text })
      const given = world.clock.now()
      await decisions.accept(shown.map((one) => ({ ...one, given })))
    },
    unaccept: async (hash) => {
      await decisions.renew()
      await decisions.unaccept(hash)
    },
  }
}

/** Reads and checks a text beside the skills that are here now. Throws ChelaError `too-large` above 1 MiB. */
export async function loadText({ shelf }: DeskParts, text: string): Promise<LoadedSkill> {
  if (text.length > longest) throw new ChelaError('too-large', 'The text is larger than 1 MiB.', { help: 'A skill file has at most 1 MiB.' })
  await shelf.renew()
  return shelf.load(text)
}

/** The same for a text that is to run. Throws ChelaError `faulty-skill` where it has errors. */
export async function readyText(parts: DeskParts, text: string): Promise<ReadyText> {
  const { skill, hash, diagnostics } = await loadText(parts, text)
  if (skill !== undefined) return { name: skill.name, hash, text, skill }
  const errors = diagnostics.filter(({ severity }) => severity === 'error')
  const { line, column } = positionAt(text, errors[0]?.range.start ?? 0)
  const more = errors.length > 1 ? ` and ${errors.length - 1} more` : ''
  throw new ChelaError('faulty-skill', `The skill has faults: ${line}:${column} ${errors[0]?.message ?? ''}${more}`, { help: 'Mend them first.' })
}

/** Gives a text that the person accepted, with all that it runs inside. Throws ChelaError `not-accepted` otherwise. */
export async function acceptedText(parts: DeskParts, text: string): Promise<ReadyText> {
  const ready = await readyText(parts, text)
  await parts.decisions.renew()
  const open = openTexts(pinnedTexts(parts.shelf, ready.skill, ready.hash), parts.decisions.accepted())
  if (open.length === 0) return ready
  const names = open.map(({ skill }) => `"${skill}"`).join(', ')
  throw new ChelaError('not-accepted', `${open.length === 1 ? 'The skill' : 'The skills'} ${names} ${open.length === 1 ? 'is' : 'are'} not accepted, so nothing was run.`, {
    help: 'Read the report and accept it first.',
    facts: { hashes: open.map(({ hash }) => hash) },
  })
}

async function viewOf({ decisions, world }: DeskParts, pinned: PinnedText): Promise<ReportView['texts'][number]> {
  const { skill, hash, report } = pinned
  const accepted = decisions.accepted()
  const open = openTexts([pinned], accepted)[0]
  const before = open === undefined ? undefined : accepted.findLast((one) => one.skill === skill)
  const changed = open?.changed ?? null
  return {
    skill,
    hash,
    report,
    accepted: open === undefined,
    words: reportWords(report),
    rules: coveringRules(decisions.policy(), report, world.clock.now()),
    changed,
    changedWords: changed === null ? [] : differenceWords(changed),
    before: before === undefined ? null : ((await world.store.getText(before.hash)) ?? null),
  }
}

/** Keeps an accepted text beside those that ran, so that the next one can be compared with it. */
async function keepText({ world }: DeskParts, { skill, hash }: PinnedText, own: { readonly hash: string; readonly text: string }): Promise<void> {
  const inner = hash === own.hash ? own : await world.skills.find(skill)
  if (inner?.hash === hash) await world.store.putText(hash, inner.text)
}
