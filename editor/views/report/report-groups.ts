import type { Report, ReportLine } from '../../../engine/index.ts'

export type ReportGroup = 'look' | 'change' | 'final'

/** Gives the lines of a report by what they mean for the person: looking, changing with a way back, doing for good. */
export function reportGroups(report: Report): { readonly [group in ReportGroup]: readonly ReportLine[] } {
  const of = (line: ReportLine): ReportGroup => (line.class === 'read' ? 'look' : line.undoable ? 'change' : 'final')
  return { look: report.lines.filter((line) => of(line) === 'look'), change: report.lines.filter((line) => of(line) === 'change'), final: report.lines.filter((line) => of(line) === 'final') }
}
