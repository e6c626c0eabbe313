import { visibleText } from '../adapters/visible-text.ts'
import type { Json } from '../terms/json.ts'

export type Paint = 'bold' | 'faint' | 'red' | 'green' | 'yellow'

const codes: { readonly [name in Paint]: string } = { bold: '1', faint: '2', red: '31', green: '32', yellow: '33' }

/**
 * Where a command says what it has to say. For people: lines on standard output. With `json`: one JSON document, or one
 * JSON value a line, on standard output and nothing else there. Messages go to standard error in both.
 */
export interface Output {
  readonly json: boolean
  readonly colour: boolean
  /** A person at a terminal reads standard error, so progress may be shown there. */
  readonly live: boolean
  /** A line for people, shown on standard output; nothing with `json`. Text that came from outside goes through `clean` first. */
  line(text?: string): void
  /** A line on standard error. */
  tell(text: string): void
  /** The JSON of the command; nothing without `json`. */
  data(value: unknown): void
  paint(paint: Paint, text: string): string
}

export function makeOutput(json: boolean): Output {
  const { stdout, stderr, env } = process
  const noColour = (env['NO_COLOR'] ?? '') !== '' || env['TERM'] === 'dumb'
  const colour = stdout.isTTY === true && !noColour && !json
  return {
    json,
    colour,
    live: stderr.isTTY === true && !json && env['TERM'] !== 'dumb',
    line: (text = '') => {
      if (!json) stdout.write(`${text}\n`)
    },
    tell: (text) => void stderr.write(`${text}\n`),
    data: (value) => {
      if (json) stdout.write(`${JSON.stringify(value)}\n`)
    },
    paint: (paint, text) => (colour ? `\x1b[${codes[paint]}m${text}\x1b[0m` : text),
  }
}

/** Gives text from a file, a tool or the network as it may be written to a terminal, on one line. */
export function clean(text: string, longest = 2000): string {
  return visibleText(text, longest)
}

/** Gives a value in one line of JSON for people. */
export function shown(value: Json | undefined, longest = 300): string {
  return value === undefined ? 'nothing' : clean(JSON.stringify(value), longest)
}

/** Gives rows as lines with columns in line; the last column is not filled up. */
export function table(rows: readonly (readonly string[])[]): readonly string[] {
  const widths: number[] = []
  for (const row of rows) row.forEach((cell, column) => (widths[column] = Math.max(widths[column] ?? 0, cell.length)))
  return rows.map((row) => row.map((cell, column) => (column === row.length - 1 ? cell : cell.padEnd(widths[column] ?? 0))).join('  ').trimEnd())
}
