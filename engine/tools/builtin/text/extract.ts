import { defineTool } from '../../define-tool.ts'
import { quoted } from '../../in-words.ts'
import { compilePattern, findMatches, longestSearched, patternErrors } from './find-matches.ts'

const mostMatches = 10_000

export const textExtract = defineTool({
  name: 'text.extract',
  title: 'Find a pattern in a text',
  description: 'Gives all places where a regular expression (RE2: linear time) fits in a text, with line, column and groups. Named groups, (?P<name>...), are given by name too.',
  input: {
    type: 'object',
    properties: {
      text: { type: 'string', maxLength: longestSearched },
      pattern: { type: 'string', minLength: 1, maxLength: 1000 },
      case: { type: 'boolean', default: true, description: 'Capital and small letters differ.' },
      lines: { type: 'boolean', default: true, description: '^ and $ fit at the begin and end of each line.' },
      most: { type: 'integer', minimum: 1, maximum: mostMatches, default: 1000 },
    },
    required: ['text', 'pattern'],
    additionalProperties: false,
  },
  output: {
    type: 'object',
    properties: {
      matches: {
        type: 'array',
        items: {
          type: 'object',
          properties: {
            line: { type: 'integer', description: 'Counted from 1.' },
            column: { type: 'integer', description: 'Counted from 1.' },
            text: { type: 'string' },
            groups: { type: 'array', items: { type: ['string', 'null'] }, description: 'What the brackets took, the first at index 0; null for one that took no part.' },
            named: { type: 'object', additionalProperties: { type: ['string', 'null'] } },
          },
          required: ['line', 'column', 'text', 'groups', 'named'],
        },
      },
      count: { type: 'integer', description: 'Matches that are given.' },
      truncated: { type: 'boolean', description: 'True: there are more.' },
    },
    required: ['matches', 'count', 'truncated'],
  },
  class: 'read',
  errors: patternErrors,
  describe: (input) => `find ${quoted(input.pattern)} in a text of ${input.text.length} characters`,
  perform: async (input, call) => {
    const compiled = compilePattern({ pattern: input.pattern, case: input.case ?? true, lines: input.lines ?? true })
    const names = Object.entries(compiled.regex.namedGroups())
    const place = placeFinder(input.text)
    const matches = []
    for (const { start, groups } of findMatches(input.text, compiled, call)) {
      if (matches.length >= (input.most ?? 1000)) return { matches, count: matches.length, truncated: true }
      matches.push({ ...place(start), text: groups[0] ?? '', groups: groups.slice(1), named: Object.fromEntries(names.map(([name, index]) => [name, groups[index] ?? null])) })
    }
    return { matches, count: matches.length, truncated: false }
  },
})

/** Gives line and column of offsets that only grow, in one pass over the text. */
function placeFinder(text: string): (offset: number) => { readonly line: number; readonly column: number } {
  let line = 1
  let lineStart = 0
  let index = 0
  return (offset) => {
    for (; index < offset; index++) {
      const code = text.charCodeAt(index)
      if (code !== 10 && (code !== 13 || text.charCodeAt(index + 1) === 10)) continue
      line++
      lineStart = index + 1
    }
    return { line, column: offset - lineStart + 1 }
  }
}
