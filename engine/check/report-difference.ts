import type { Report, ReportLine } from '../terms/report.ts'

/** What changed in what a skill may do. Lines of one tool are compared by their targets. */
export interface ReportDifference {
  readonly added: readonly ReportLine[]
  readonly removed: readonly ReportLine[]
  /** The same tool may now point to more (`widened`) or less (`narrowed`). A change of both kinds is in both. */
  readonly widened: readonly TargetChange[]
  readonly narrowed: readonly TargetChange[]
  /** A confirm is no longer passed on every way. */
  readonly confirmLost: readonly ReportLine[]
  readonly confirmGained: readonly ReportLine[]
  readonly undoLost: readonly ReportLine[]
  readonly skillsAdded: readonly string[]
  readonly unknownAdded: readonly string[]
  readonly networkGained: boolean
  readonly thinksGained: boolean
}

export interface TargetChange {
  readonly tool: string
  readonly argument: string
  readonly places: readonly string[]
}

/** Gives how the second report differs from the first. Equal permissions give empty lists, whatever else changed in the text. */
export function reportDifference(before: Report, after: Report): ReportDifference {
  const old = byTool(before)
  const now = byTool(after)
  const shared = [...now.keys()].filter((tool) => old.has(tool))
  const changes = (from: ReadonlyMap<string, readonly ReportLine[]>, to: ReadonlyMap<string, readonly ReportLine[]>): readonly TargetChange[] =>
    shared.flatMap((tool) => wider(tool, from.get(tool) ?? [], to.get(tool) ?? []))
  const lost = (from: ReadonlyMap<string, readonly ReportLine[]>, to: ReadonlyMap<string, readonly ReportLine[]>, key: 'confirmed' | 'undoable'): readonly ReportLine[] =>
    shared.flatMap((tool) => ((from.get(tool) ?? []).every((line) => line[key]) ? (to.get(tool) ?? []).filter((line) => !line[key]) : []))
  return {
    added: after.lines.filter((line) => !old.has(line.tool)),
    removed: before.lines.filter((line) => !now.has(line.tool)),
    widened: changes(old, now),
    narrowed: changes(now, old),
    confirmLost: lost(old, now, 'confirmed'),
    confirmGained: lost(now, old, 'confirmed'),
    undoLost: lost(old, now, 'undoable').filter((line) => line.class !== 'read'),
    skillsAdded: after.skills.filter((name) => !before.skills.includes(name)),
    unknownAdded: after.unknown.filter((name) => !before.unknown.includes(name)),
    networkGained: after.network && !before.network,
    thinksGained: after.thinks && !before.thinks,
  }
}

/** Whether the second report allows something that the first does not. */
export function allowsMore(difference: ReportDifference): boolean {
  const { added, widened, confirmLost, undoLost, skillsAdded, unknownAdded, networkGained, thinksGained } = difference
  return [added, widened, confirmLost, undoLost, skillsAdded, unknownAdded].some((list) => list.length > 0) || networkGained || thinksGained
}

/** Gives the difference as sentences, the ones that allow more first. */
export function differenceWords(difference: ReportDifference): readonly string[] {
  const target = ({ tool, argument, places }: TargetChange): string => `${tool}, ${argument.replaceAll('_', ' ')}: ${places.join(' or ')}`
  const words = [
    ...difference.added.map((line) => `New: ${line.words}.`),
    ...difference.widened.map((change) => `Reaches further: ${target(change)}.`),
    ...difference.confirmLost.map((line) => `No longer always asks first: ${line.words}.`),
    ...difference.undoLost.map((line) => `Can no longer always be taken back: ${line.words}.`),
    ...difference.skillsAdded.map((name) => `New: may run ${name.startsWith('any skill') ? name : `the skill ${name}`}.`),
    ...difference.unknownAdded.map((name) => `New, and not known here: ${name}.`),
    ...(difference.networkGained ? ['New: may use the network.'] : []),
    ...(difference.thinksGained ? ['New: asks a language model.'] : []),
    ...difference.confirmGained.map((line) => `Now always asks first: ${line.words}.`),
    ...difference.narrowed.map((change) => `No longer: ${target(change)}.`),
    ...difference.removed.map((line) => `No longer: ${line.words}.`),
  ]
  return words.length === 0 ? ['May do the same as before.'] : words
}

function byTool(report: Report): ReadonlyMap<string, readonly ReportLine[]> {
  const lines = new Map<string, ReportLine[]>()
  for (const line of report.lines) lines.set(line.tool, [...(lines.get(line.tool) ?? []), line])
  return lines
}

/** The places a tool may point to in `to` and not in `from`, by argument; a pairing of known places that is new counts too. */
function wider(tool: string, from: readonly ReportLine[], to: readonly ReportLine[]): readonly TargetChange[] {
  const known = from.flatMap(({ targets }) => Object.entries(targets))
  const reached = (argument: string): ReadonlySet<string> => new Set(known.filter(([name]) => name === argument).flatMap(([, places]) => places))
  const changes = to.flatMap(({ targets }) =>
    Object.entries(targets).flatMap(([argument, places]) => {
      const old = reached(argument)
      const fresh = places.filter((place) => !old.has(place))
      return fresh.length === 0 ? [] : [{ tool, argument, places: fresh }]
    }),
  )
  if (changes.length > 0) return changes
  const lines = new Set(from.map(({ targets }) => JSON.stringify(targets)))
  return to.filter(({ targets }) => !lines.has(JSON.stringify(targets)) && !from.some((line) => covers(line, targets))).flatMap(({ targets }) => Object.entries(targets).map(([argument, places]) => ({ tool, argument, places })))
}

function covers(line: ReportLine, targets: ReportLine['targets']): boolean {
  return Object.entries(targets).every(([argument, places]) => Object.hasOwn(line.targets, argument) && places.every((place) => line.targets[argument]?.includes(place) === true))
}
