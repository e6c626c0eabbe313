import { RE2JS } from 're2js'
import type { FileFacts, FileSystem } from '../../../terms/ports.ts'
import { ToolError } from '../../../terms/tool.ts'
import { defineTool } from '../../define-tool.ts'
import { quoted } from '../../in-words.ts'
import { decoded } from './file-content.ts'
import { readErrors } from './file-errors.ts'
import { globMatcher } from './glob.ts'
import { walk } from './list.ts'

const mostFiles = 20_000
const mostBytes = 10_000_000
const mostMatches = 1_000
const longestLine = 500

interface Match {
  readonly path: string
  readonly name: string
  readonly line: number
  readonly text: string
}

export const fileSearch = defineTool({
  name: 'file.search',
  title: 'Search the text of files',
  description: 'Gives the lines of text files in a folder that hold a text or fit a regular expression (RE2: linear time), at most 1,000. Files over 10 MB and files that are not UTF-8 are passed over and counted. The lines count as written by others.',
  input: {
    type: 'object',
    properties: {
      folder: { type: 'string', format: 'path' },
      text: { type: 'string', minLength: 1, maxLength: 1000, description: 'What a line must hold. Give this or pattern.' },
      pattern: { type: 'string', minLength: 1, maxLength: 1000, description: 'A regular expression that must be found in a line.' },
      names: { type: 'string', maxLength: 1000, description: 'Only in files with names like this, such as *.md.' },
      depth: { type: 'integer', minimum: 1, maximum: 64, default: 64 },
      hidden: { type: 'boolean', default: false },
      case: { type: 'boolean', default: false, description: 'Capital and small letters differ.' },
    },
    required: ['folder'],
    additionalProperties: false,
  },
  output: {
    type: 'object',
    properties: {
      matches: {
        type: 'array',
        items: {
          type: 'object',
          properties: { path: { type: 'string', format: 'path' }, name: { type: 'string' }, line: { type: 'integer' }, text: { type: 'string' } },
          required: ['path', 'name', 'line', 'text'],
        },
      },
      searched: { type: 'integer', description: 'Files that were read.' },
      skipped: { type: 'integer', description: 'Files that were passed over.' },
      complete: { type: 'boolean', description: 'False: there may be more than these 1,000.' },
    },
    required: ['matches', 'searched', 'skipped', 'complete'],
  },
  class: 'read',
  control: { folder: 'path' },
  untrusted: ['matches.*.text'],
  errors: { ...readErrors, 'too-many': 'More than 20,000 files and folders lie in the folder.', 'bad-pattern': 'The pattern can not be read, or neither text nor pattern is given, or both.' },
  timeout: 300_000,
  describe: (input) => `search the files in ${quoted(input.folder)} for ${quoted(input.text ?? input.pattern ?? '')}`,
  perform: async (input, call) => {
    const { files } = call.ports
    const expression = expressionOf(input)
    const fits = globMatcher(input.names)
    const found = await walk(files, input.folder, { depth: input.depth ?? 64, hidden: input.hidden ?? false, signal: call.signal, most: mostFiles })
    const matches: Match[] = []
    let searched = 0
    let skipped = 0
    for (const { facts, below } of found) {
      if (facts.kind !== 'file' || !fits(facts.name, below)) continue
      if (matches.length >= mostMatches) return { matches, searched, skipped, complete: false }
      call.signal.throwIfAborted()
      const text = await textOf(files, facts)
      if (text === undefined) skipped++
      else searched++
      for (const match of matchesIn(text ?? '', expression, mostMatches - matches.length)) matches.push({ path: facts.path, name: facts.name, ...match })
    }
    return { matches, searched, skipped, complete: matches.length < mostMatches }
  },
})

function expressionOf(input: { readonly text?: string; readonly pattern?: string; readonly case?: boolean }): RE2JS {
  const { text, pattern } = input
  if ((text === undefined) === (pattern === undefined)) throw new ToolError('bad-pattern', 'Give either "text" or "pattern".')
  try {
    return RE2JS.compile(text === undefined ? (pattern ?? '') : RE2JS.quote(text), input.case === true ? 0 : RE2JS.CASE_INSENSITIVE)
  } catch (cause) {
    throw new ToolError('bad-pattern', `The pattern ${quoted(pattern ?? text ?? '')} can not be read: ${cause instanceof Error ? cause.message : 'no reason is given'}.`)
  }
}

/** Gives the text of a file; `undefined` when it is too large, not text, or can not be read. */
async function textOf(files: FileSystem, facts: FileFacts): Promise<string | undefined> {
  if (facts.size > mostBytes) return undefined
  try {
    const text = decoded(await files.read(facts.path, { length: mostBytes }))
    return text?.includes('\0') ? undefined : text
  } catch (error) {
    if (error instanceof ToolError) return undefined
    throw error
  }
}

function matchesIn(text: string, expression: RE2JS, most: number): readonly { readonly line: number; readonly text: string }[] {
  const found: { readonly line: number; readonly text: string }[] = []
  let number = 0
  for (const line of text.split(/\r\n|\n|\r/)) {
    number++
    if (found.length >= most) break
    if (expression.matcher(line).find()) found.push({ line: number, text: line.slice(0, longestLine) })
  }
  return found
}
