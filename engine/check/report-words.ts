import type { Report, ReportLine } from '../terms/report.ts'

const headings = [
  ['read', 'Looks at:'],
  ['undoable', 'Changes, and can take back:'],
  ['final', 'Does for good, with no way back:'],
] as const

/** Gives a report as lines that a stranger reads: what the skill looks at, what it changes, and what it can not take back. */
export function reportWords(report: Report): readonly string[] {
  const lines: string[] = []
  for (const [kind, heading] of headings) {
    const inside = report.lines.filter((line) => kindOf(line) === kind)
    if (inside.length > 0) lines.push(heading, ...inside.map((line) => `  ${lineWords(line)}`))
  }
  if (report.lines.length === 0 && report.unknown.length === 0 && report.skills.length === 0) lines.push('Calls no tool.')
  for (const name of report.skills.filter((one) => one.startsWith('any skill'))) lines.push(`May run ${name}, which may do all that its own report says.`)
  if (report.unknown.length > 0) lines.push(`Names what is not known here, so nothing can be said of it: ${report.unknown.map(safeName).join(', ')}.`)
  if (report.thinks) lines.push('Asks a language model. Unless that model runs on this machine, the questions leave it.')
  lines.push(report.network ? networkWords(report) : report.thinks ? 'Sends nothing else to the network.' : 'Sends nothing to the network.')
  return lines
}

function networkWords(report: Report): string {
  const reaching = report.lines.some((line) => Object.keys(line.targets).length > 0 && line.class === 'sensitive')
  return reaching ? 'May send something to others, or over the network.' : 'May use the network.'
}

/** Gives one line, with whether it asks and where it happens. */
export function lineWords(line: ReportLine): string {
  const asks = line.confirmed ? '; asks first' : line.class === 'sensitive' ? '; the file itself does not ask first' : ''
  return `${line.words}${asks} (${line.tool}, in ${line.states.join(', ')})`
}

function kindOf(line: ReportLine): 'read' | 'undoable' | 'final' {
  if (line.class === 'read') return 'read'
  return line.undoable ? 'undoable' : 'final'
}

/** A name of the file as it is, or in quotes when it is not like a name. */
function safeName(name: string): string {
  return /^[\w.-]{1,128}$/u.test(name) ? name : JSON.stringify(name.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '\uFFFD').slice(0, 128))
}
