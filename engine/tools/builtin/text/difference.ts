import { defineTool } from '../../define-tool.ts'
import { ToolError } from '../../../terms/tool.ts'
import { lineEdits } from './line-edits.ts'
import { unifiedText } from './unified-text.ts'

const mostLines = 100_000

export const textDifference = defineTool({
  name: 'text.difference',
  title: 'Compare two texts line by line',
  description: 'Gives what leads from one text to another, line by line, in the unified form that patch programs read, and how many lines were added and removed.',
  input: {
    type: 'object',
    properties: {
      before: { type: 'string', maxLength: 8_000_000 },
      after: { type: 'string', maxLength: 8_000_000 },
      before_name: { type: 'string', maxLength: 200, default: 'before' },
      after_name: { type: 'string', maxLength: 200, default: 'after' },
      context: { type: 'integer', minimum: 0, maximum: 100, default: 3, description: 'Equal lines shown around each change.' },
      most: { type: 'integer', minimum: 1, maximum: mostLines, default: 5000, description: 'Lines of the difference to give.' },
    },
    required: ['before', 'after'],
    additionalProperties: false,
  },
  output: {
    type: 'object',
    properties: {
      same: { type: 'boolean' },
      difference: { type: 'string', description: 'Empty when both are the same.' },
      added: { type: 'integer' },
      removed: { type: 'integer' },
      shortest: { type: 'boolean', description: 'False: the texts differ so much that a shorter difference may exist.' },
      truncated: { type: 'boolean', description: 'True: the difference goes on; it can not be used as a patch.' },
    },
    required: ['same', 'difference', 'added', 'removed', 'shortest', 'truncated'],
  },
  class: 'read',
  errors: { 'too-long': `A text has more than ${mostLines} lines.` },
  describe: (input) => `compare a text of ${input.before.length} characters with one of ${input.after.length}`,
  perform: async (input) => {
    const [from, to] = [linesOf(input.before), linesOf(input.after)]
    if (from.length > mostLines || to.length > mostLines) throw new ToolError('too-long', `A text has more than ${mostLines} lines.`)
    const { runs, shortest } = lineEdits(from, to)
    const total = (kind: string): number => runs.reduce((sum, run) => (run.kind === kind ? sum + run.length : sum), 0)
    const names = { before: oneLine(input.before_name ?? 'before'), after: oneLine(input.after_name ?? 'after') }
    const { text, truncated } = unifiedText(runs, from, to, { ...names, context: input.context ?? 3, most: input.most ?? 5000 })
    return { same: input.before === input.after, difference: text, added: total('added'), removed: total('removed'), shortest, truncated }
  },
})

/** Gives the lines with their ends, so that a change of a line end is a change. */
function linesOf(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? []
}

/** A name stands on a line of its own and must not begin another. */
function oneLine(name: string): string {
  return name.replace(/[\0-\x1f\x7f\u0085\u2028\u2029]+/g, ' ')
}
