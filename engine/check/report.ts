import type { Report, ReportLine } from '../terms/report.ts'
import type { Skill } from '../terms/skill.ts'
import type { Tool } from '../terms/tool.ts'
import type { ReportWorld } from './confirm-ways.ts'
import { findDeeds, type FoundDeed } from './report-deeds.ts'
import { placeWords } from './report-place.ts'

/**
 * Gives what a skill may do, from the file alone: each tool on each set of targets, through all sub-skills. `hash` is
 * that of the text. Pure.
 *
 * The words of a target hold for every run, because the ceiling is enforced: `uses:`, or what the checker computes in its place.
 */
export function computeReport(skill: Skill, world: ReportWorld, hash: string): Report {
  const { deeds, unknown, skills, thinks } = findDeeds(skill, world)
  const groups = new Map<string, FoundDeed[]>()
  for (const deed of deeds) {
    const key = JSON.stringify([deed.tool.name, targetsOf(deed)])
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [deed])
    else group.push(deed)
  }
  const anySkill = skills.some((name) => name.startsWith('any skill'))
  return {
    skill: skill.name,
    hash,
    lines: [...groups.values()].map(lineOf),
    unknown,
    skills,
    network: anySkill || unknown.length > 0 || deeds.some(({ tool, targets }) => tool.network === true || tool.network.some((argument) => targets.has(argument))),
    thinks,
  }
}

function targetsOf(deed: FoundDeed): { readonly [argument: string]: readonly string[] } {
  const entries = [...deed.targets].map(([argument, places]) => [argument, places.map((place) => placeWords(place, deed.tool.control[argument] ?? 'id'))] as const)
  return Object.fromEntries(entries)
}

function lineOf(deeds: readonly FoundDeed[]): ReportLine {
  const [first] = deeds as readonly [FoundDeed]
  const targets = targetsOf(first)
  return {
    tool: first.tool.name,
    class: first.tool.class,
    targets,
    states: [...new Set(deeds.map(({ state }) => state))],
    confirmed: deeds.every(({ confirmed }) => confirmed),
    undoable: deeds.every(({ undoable }) => undoable),
    words: `may ${verbOf(first)}${targetWords(targets, first.tool.oneOf)}`,
  }
}

/** "Move a file" becomes "move a file"; a title that begins with a name or initials stays as it is. */
function verbOf({ tool }: FoundDeed): string {
  const title = tool.title.trim().replace(/[\s.]+$/u, '').replace(/\s+/gu, ' ')
  if (title === '') return `use ${tool.name}`
  return /^[A-Z][a-z]/u.test(title) ? title.charAt(0).toLowerCase() + title.slice(1) : title
}

const readsAlone = /^(?:inside |anywhere$)/u
const prepositions = new Set(['from', 'to', 'into', 'in', 'at', 'on'])

/** One of a group and the next are told with "or" between them. */
function targetWords(targets: { readonly [argument: string]: readonly string[] }, groups: Tool['oneOf']): string {
  const listed = Object.entries(targets).map(([argument, places]) => ({ argument, words: places.join(' or ') }))
  const [first] = listed
  if (first === undefined) return ''
  if (listed.every(({ words }) => words === first.words)) return readsAlone.test(first.words) ? ` ${first.words}` : `: ${first.words}`
  const told = listed.map(({ argument, words }, index) => {
    const before = listed[index - 1]?.argument
    const link = before === undefined ? ': ' : groups.some((group) => group.includes(argument) && group.includes(before)) ? ' or ' : ', '
    return `${link}${prepositions.has(argument) ? `${argument} ${words}` : `${argument.replaceAll('_', ' ')}: ${words}`}`
  })
  return told.join('')
}
