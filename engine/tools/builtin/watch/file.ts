import { patternOf } from '../../../expression/pattern.ts'
import type { FileSystem } from '../../../terms/ports.ts'
import { ToolError } from '../../../terms/tool.ts'
import { defineTool } from '../../define-tool.ts'
import { quoted } from '../../in-words.ts'
import { readErrors } from '../file/file-errors.ts'
import { NewLines } from './new-lines.ts'

interface Input {
  readonly path: string
  readonly for?: 'change' | 'grow' | 'line'
  readonly pattern?: string
  readonly seconds?: number
  readonly from?: string
}

interface Seen {
  readonly line: string | null
  readonly next: string | null
}

interface Look {
  /** Looks; `true`: not yet, but there is more to look at without waiting. */
  readonly look: () => Promise<Seen | boolean>
  /** The place to go on from when it is given up. */
  readonly place: () => string | null
}

const mostWeight = 1000

export const watchFile = defineTool({
  name: 'watch.file',
  title: 'Wait until a file or folder changes',
  description: 'Waits until a file or folder changes, comes or goes, until a file grows, or until a new line of it fits a pattern. A file that is replaced, as logs are, is followed. What was there before does not count, but lines since the place where an earlier look ended do, so that none is missed in between. Lines count as written by others.',
  input: {
    type: 'object',
    properties: {
      path: { type: 'string', format: 'path' },
      for: { type: 'string', enum: ['change', 'grow', 'line'], default: 'change' },
      pattern: { type: 'string', maxLength: 1000, description: 'A regular expression that runs in linear time (RE2), looked for in each new line; left out: any line.' },
      from: { type: 'string', pattern: '^[0-9]{1,15}:[0-9a-f]{1,64}$', description: 'For lines: where an earlier look ended, as its next says. Lines since then count; those of a file that is another one by now all do.' },
      seconds: { type: 'number', minimum: 0, maximum: 86_000, default: 60, description: 'Then it is given up, which is no error.' },
    },
    required: ['path'],
    additionalProperties: false,
  },
  output: {
    type: 'object',
    properties: {
      happened: { type: 'boolean', description: 'False: the time was over.' },
      path: { type: 'string', format: 'path' },
      line: { type: ['string', 'null'], description: 'The first new line that fits.' },
      next: { type: ['string', 'null'], description: 'For lines: where this look ended. Null for anything else.' },
      there: { type: 'boolean' },
      size: { type: 'integer', description: 'Bytes; 0 where nothing or a folder is.' },
    },
    required: ['happened', 'path', 'line', 'next', 'there', 'size'],
  },
  class: 'read',
  control: { path: 'path' },
  untrusted: ['line'],
  errors: { ...readErrors, 'not-here': 'This host can not watch files.', 'bad-pattern': 'The pattern is no regular expression that runs in linear time.' },
  timeout: 86_400_000,
  hosts: ['node'],
  describe: (input: Input) => `wait up to ${input.seconds ?? 60} s until ${quoted(input.path)} ${input.for === 'line' ? `gets a line that fits ${quoted(input.pattern ?? '')}` : input.for === 'grow' ? 'grows' : 'changes'}`,
  perform: async (input: Input, call) => {
    const { files, clock, watch: port } = call.ports
    if (port === undefined) throw new ToolError('not-here', 'This host can not watch files.')
    const until = clock.now() + (input.seconds ?? 60) * 1000
    const watch = port.open(input.path)
    try {
      const { look, place } = await lookFor(input, files)
      for (;;) {
        call.signal.throwIfAborted()
        const found = await look()
        const seen = typeof found === 'boolean' ? undefined : found
        const left = until - clock.now()
        if (seen !== undefined || left <= 0) {
          const facts = await files.facts(input.path)
          return { happened: seen !== undefined, path: input.path, line: seen?.line ?? null, next: seen === undefined ? place() : seen.next, there: facts !== undefined, size: facts?.kind === 'file' ? facts.size : 0 }
        }
        if (found !== true) await watch.next(left, call.signal)
      }
    } finally {
      watch.close()
    }
  },
})

/** Gives what tells, each time it is asked, whether what is awaited has happened since. */
async function lookFor(input: Input, files: FileSystem): Promise<Look> {
  const nothing = { line: null, next: null }
  const place = (): null => null
  if (input.for === 'line') {
    const { regex, fault, weight } = patternOf(input.pattern ?? '')
    if (regex === undefined || weight > mostWeight) throw new ToolError('bad-pattern', fault ?? 'The pattern is too large for a look at each line.')
    const lines = await NewLines.from(files, input.path, input.from)
    const look = async (): Promise<Seen | boolean> => {
      const line = (await lines.next()).find(({ text }) => regex.matcher(text).find())
      return line === undefined ? lines.more : { line: line.text, next: lines.place(line) }
    }
    return { look, place: () => lines.place() }
  }
  if (input.for === 'grow') {
    let size = (await files.facts(input.path))?.size ?? 0
    const look = async (): Promise<Seen | boolean> => {
      const now = (await files.facts(input.path))?.size ?? 0
      if (now > size) return nothing
      size = now
      return false
    }
    return { look, place }
  }
  const first = await stateOf(files, input.path)
  return { look: async () => ((await stateOf(files, input.path)) === first ? false : nothing), place }
}

async function stateOf(files: FileSystem, path: string): Promise<string> {
  const facts = await files.facts(path)
  if (facts === undefined) return 'nothing'
  if (facts.kind !== 'folder') return JSON.stringify([facts.kind, facts.size, facts.modified])
  const inside = await files.list(path).catch(() => [])
  return JSON.stringify(inside.map(({ name, kind, size, modified }) => [name, kind, size, kind === 'folder' ? 0 : modified]).sort())
}
