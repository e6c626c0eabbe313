import { EditorSelection, type StateCommand } from '@codemirror/state'

/** Begins a line that is indented for what may follow: deeper behind a key without a value, beside the keys of a list element. */
export const newLine: StateCommand = ({ state, dispatch }) => {
  if (state.readOnly) return false
  const change = state.changeByRange(({ from, to }) => {
    const line = state.doc.lineAt(from)
    const insert = `\n${indentAfter(state.doc.sliceString(line.from, from))}`
    return { changes: { from, to, insert }, range: EditorSelection.cursor(from + insert.length) }
  })
  dispatch(state.update(change, { scrollIntoView: true, userEvent: 'input' }))
  return true
}

/** Gives the white space that a line begins with which follows `line`. */
export function indentAfter(line: string): string {
  const lead = /^[ \t]*/.exec(line)?.[0] ?? ''
  const dashes = /^(?:- +)*/.exec(line.slice(lead.length))?.[0] ?? ''
  const rest = line.slice(lead.length + dashes.length)
  const opens = /:\s*(?:[|>][-+\d]*)?\s*(?:#.*)?$/.test(rest.slice(-200)) && !/^\s*#/.test(rest)
  const inMap = /^(?:"[^"]*"|'[^']*'|[^\s:#'"{}[\]][^:]*):(?:\s|$)/.test(rest.slice(0, 200))
  return lead + (inMap ? ' '.repeat(dashes.length) : '') + (opens ? '  ' : '')
}
