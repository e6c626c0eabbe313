import type { ReportWorld } from '../check/confirm-ways.ts'
import { computeReport } from '../check/report.ts'
import { reportDifference, type ReportDifference } from '../check/report-difference.ts'
import type { AcceptedText } from '../terms/accepted-text.ts'
import type { Report } from '../terms/report.ts'
import type { Skill } from '../terms/skill.ts'

/** One text that a run may meet: the skill itself, or one that it runs inside. */
export interface PinnedText {
  readonly skill: string
  readonly hash: string
  readonly report: Report
}

/** Gives the texts behind a report, the skill itself first: each is accepted on its own. One that is not here is left out. */
export function pinnedTexts(shelf: { readonly reportWorld: ReportWorld }, skill: Skill, hash: string): readonly PinnedText[] {
  const found = new Map<string, PinnedText>()
  const visit = (one: { readonly skill: Skill; readonly hash: string }): void => {
    if (found.has(one.hash)) return
    const report = computeReport(one.skill, shelf.reportWorld, one.hash)
    found.set(one.hash, { skill: one.skill.name, hash: one.hash, report })
    for (const name of report.skills) {
      const inner = shelf.reportWorld.skill?.(name)
      if (inner !== undefined) visit(inner)
    }
  }
  visit({ skill, hash })
  return [...found.values()]
}

/** A text that is not accepted; `changed` tells what it may do beside the last accepted text of the same name. */
export interface OpenText extends PinnedText {
  readonly changed: ReportDifference | undefined
}

/** Gives the texts that the person has not accepted. */
export function openTexts(texts: readonly PinnedText[], accepted: readonly AcceptedText[]): readonly OpenText[] {
  const known = new Set(accepted.map(({ hash }) => hash))
  return texts
    .filter(({ hash }) => !known.has(hash))
    .map((text) => {
      const before = accepted.findLast(({ skill }) => skill === text.skill)
      return { ...text, changed: before === undefined ? undefined : reportDifference(before.report, text.report) }
    })
}
