import type { Diagnostic, Severity } from '../terms/diagnostic.ts'
import { positionAt } from '../terms/position.ts'
import { columnsOf, showSafely, showSafelyOnOneLine } from './show-safely.ts'

export interface RenderOptions {
  /** Whether to use the colours of a terminal. */
  readonly colour?: boolean
}

/** Most columns of a source line that are shown. */
const maximumColumns = 100

const colours: { readonly [name in Severity | 'faint' | 'bold']: string } = {
  error: '31;1',
  warning: '33;1',
  hint: '36;1',
  faint: '2',
  bold: '1',
}

/**
 * Gives the frame of text that shows a diagnostic: where, what is wrong, the line with carets under the range, what
 * to do. Ends without a line end. Nothing in the file or its name can steer a terminal.
 */
export function renderDiagnostic(diagnostic: Diagnostic, text: string, file: string, options: RenderOptions = {}): string {
  const paint = (name: keyof typeof colours, shown: string): string => (options.colour === true ? `\x1b[${colours[name]}m${shown}\x1b[0m` : shown)
  const { severity, code, message, help, range } = diagnostic
  const { line, column } = positionAt(text, range.start)
  const place = `${showSafelyOnOneLine(file)}:${line}:${column}`
  const number = String(line).padStart(4)
  const { shown, before, width } = frame(text, range.start - column + 1, range.start, range.end)
  const margin = ' '.repeat(number.length)
  const lines = [
    `${paint('bold', place)}  ${paint(severity, severity)}  ${showSafelyOnOneLine(code)}`,
    ...indented(message),
    '',
    `${paint('faint', `${number} |`)} ${shown}`.trimEnd(),
    `${margin} ${paint('faint', '|')} ${' '.repeat(before)}${paint(severity, '^'.repeat(width))}`,
    ...(help === undefined ? [] : indented(help)),
  ]
  return lines.join('\n')
}

/** Counts of findings, to be told in one sentence. */
export interface Counts {
  readonly errors: number
  readonly warnings: number
  readonly hints: number
  readonly files: number
}

/** Gives one sentence that tells how many findings there are in how many files. */
export function renderSummary(counts: Counts): string {
  const found = [count(counts.errors, 'error'), count(counts.warnings, 'warning'), count(counts.hints, 'hint')].filter((part) => part !== undefined)
  const files = `${counts.files} ${counts.files === 1 ? 'file' : 'files'}`
  if (found.length === 0) return `No faults in ${files}.`
  const last = found.pop()
  return `${found.length === 0 ? last : `${found.join(', ')} and ${last}`} in ${files}.`
}

function count(number: number, word: string): string | undefined {
  return number === 0 ? undefined : `${number} ${word}${number === 1 ? '' : 's'}`
}

function indented(text: string): string[] {
  return text.split('\n').map((line) => `  ${showSafely(line)}`.trimEnd())
}

/** Gives the stretch of a line to show, how many columns stand before its range, and how many its range takes. */
function frame(text: string, lineStart: number, start: number, end: number): { shown: string; before: number; width: number } {
  const stop = lineStop(text, lineStart)
  const from = Math.min(start, stop)
  const to = Math.max(from, Math.min(end, stop))
  // Only what could be shown is measured, so a line of a megabyte costs no more than another.
  const head = columnsOf(text.slice(Math.max(lineStart, from - maximumColumns * 2), from))
  const middle = columnsOf(text.slice(from, Math.min(to, from + maximumColumns * 2)), head.length)
  const tail = columnsOf(text.slice(to, Math.min(stop, to + maximumColumns * 2)), head.length + middle.length)
  const width = Math.max(1, Math.min(middle.length, maximumColumns))
  const cutHead = head.length + width > maximumColumns * 0.8 || from - lineStart > maximumColumns * 2
  const kept = cutHead ? Math.min(head.length, Math.max(20, Math.floor((maximumColumns - width) / 2))) : head.length
  const lead = cutHead && kept < head.length ? ['…', ...head.slice(head.length - kept)] : head
  const whole = [...lead, ...middle, ...tail]
  const room = maximumColumns + 1
  const cells = whole.length > room ? [...whole.slice(0, room - 1), '…'] : whole
  return { shown: cells.join(''), before: lead.length, width: Math.max(1, Math.min(width, room - lead.length)) }
}

function lineStop(text: string, start: number): number {
  for (let index = start; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (code === 10 || code === 13) return index
  }
  return text.length
}
