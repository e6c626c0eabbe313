import { ToolError } from '../../../terms/tool.ts'
import { defineTool } from '../../define-tool.ts'
import { quoted } from '../../in-words.ts'
import { compilePattern, findMatches, longestSearched, patternErrors, type FoundMatch } from './find-matches.ts'
import { longestMade, tooLongError } from './template.ts'

interface Input {
  readonly text: string
  readonly find?: string
  readonly pattern?: string
  readonly with: string
  readonly case?: boolean
  readonly all?: boolean
}

export const textReplace = defineTool({
  name: 'text.replace',
  title: 'Replace in a text',
  description: 'Gives a text in which a piece, or what fits a regular expression (RE2: linear time), is replaced. With a pattern, $1 and ${name} in the new text stand for what the brackets took, and $$ for a dollar sign; with a plain piece every sign stands for itself.',
  input: {
    type: 'object',
    properties: {
      text: { type: 'string', maxLength: longestSearched },
      find: { type: 'string', minLength: 1, maxLength: 10_000, description: 'The piece to replace. Give this or pattern.' },
      pattern: { type: 'string', minLength: 1, maxLength: 1000 },
      with: { type: 'string', maxLength: 100_000 },
      case: { type: 'boolean', default: true, description: 'Capital and small letters differ.' },
      all: { type: 'boolean', default: true, description: 'False: only the first.' },
    },
    required: ['text', 'with'],
    additionalProperties: false,
  },
  output: { type: 'object', properties: { text: { type: 'string' }, count: { type: 'integer', description: 'How many were replaced.' } }, required: ['text', 'count'] },
  class: 'read',
  errors: { ...patternErrors, ...tooLongError },
  describe: (input: Input) => `replace ${quoted(input.find ?? input.pattern ?? '')} by ${quoted(input.with)} in a text of ${input.text.length} characters`,
  perform: async (input: Input, call) => {
    const { text, find, pattern } = input
    if ((find === undefined) === (pattern === undefined)) throw new ToolError('bad-pattern', 'Give either "find" or "pattern".')
    const matchCase = input.case ?? true
    if (find !== undefined && matchCase) return literally(text, find, input.with, input.all ?? true)
    const compiled = compilePattern({ pattern: pattern ?? find?.replace(/[\\.+*?()|[\]{}^$]/g, '\\$&') ?? '', case: matchCase, lines: true })
    const names: ReadonlyMap<string, number> = new Map(Object.entries(compiled.regex.namedGroups()))
    const pieces: string[] = []
    let done = 0
    let length = 0
    let count = 0
    for (const match of findMatches(text, compiled, call)) {
      const piece = text.slice(done, match.start) + (pattern === undefined ? input.with : filledIn(input.with, match, names))
      length += piece.length
      requireLength(length)
      pieces.push(piece)
      done = match.end
      count++
      if (input.all === false) break
    }
    return { text: pieces.join('') + text.slice(done), count }
  },
})

function literally(text: string, find: string, replacement: string, all: boolean): { readonly text: string; readonly count: number } {
  const parts = text.split(find)
  const count = all ? parts.length - 1 : Math.min(1, parts.length - 1)
  requireLength(text.length + count * (replacement.length - find.length))
  if (all) return { text: parts.join(replacement), count }
  const start = text.indexOf(find)
  return { text: start < 0 ? text : text.slice(0, start) + replacement + text.slice(start + find.length), count }
}

function requireLength(length: number): void {
  if (length > longestMade) throw new ToolError('too-long', `The text would have more than ${longestMade} characters.`)
}

/** A group that is not there, or took no part, is empty. */
function filledIn(replacement: string, match: FoundMatch, names: ReadonlyMap<string, number>): string {
  return replacement.replace(/\$(?:(\$)|(\d{1,2})|\{([A-Za-z_]\w{0,99}|\d{1,2})\})/g, (_whole, dollar?: string, digits?: string, name?: string) => {
    if (dollar !== undefined) return '$'
    const index = digits ?? name ?? ''
    return match.groups[/^\d/.test(index) ? Number(index) : (names.get(index) ?? -1)] ?? ''
  })
}
