import { nameOf } from '../../../terms/file-path.ts'
import { programErrors } from '../../../terms/program-port.ts'
import { ToolError } from '../../../terms/tool.ts'
import { defineTool } from '../../define-tool.ts'
import { quoted } from '../../in-words.ts'
import { readErrors } from '../file/file-errors.ts'
import { programsOf, textOf } from './programs-of.ts'

/** Programs that read their arguments as a script. That one is refused keeps nobody from naming another interpreter. */
const shells = /^(?:sh|[bdz]ash|zsh|fish|[kmt]?csh|m?ksh|ash|busybox|toybox|cmd|command|powershell|pwsh|osascript|wscript|cscript)(?:[-.\d].*)?$/i

const mostArgumentText = 128 * 1024

/*
 * No check and no idempotence: nothing can tell whether a program that was cut off did what it does. Running out of time
 * is an answer, since by then it may have changed something.
 */
export const processRun = defineTool({
  name: 'process.run',
  title: 'Run a program',
  description: 'Runs one program with a list of arguments, each given to it as it is, and waits for its end. Never a shell. It gets no terminal and a short environment. What it writes counts as written by others.',
  input: {
    type: 'object',
    properties: {
      program: { type: 'string', format: 'path', description: 'The absolute path of the program; process.find gives it.' },
      arguments: { type: 'array', items: { type: 'string', maxLength: 100_000 }, maxItems: 1000 },
      folder: { type: 'string', format: 'path', description: 'Where it works.' },
      input: { type: 'string', maxLength: 1_000_000, description: 'What it reads; left out: nothing.' },
      seconds: { type: 'number', minimum: 0.1, maximum: 3600, default: 60, description: 'Then it is ended, with all it started.' },
      max: { type: 'integer', minimum: 0, maximum: 4_000_000, default: 200_000, description: 'Bytes kept of what it writes, of each kind.' },
    },
    required: ['program', 'folder'],
    additionalProperties: false,
  },
  output: {
    type: 'object',
    properties: {
      program: { type: 'string', format: 'path' },
      succeeded: { type: 'boolean', description: 'True: it ended by itself with the code 0.' },
      code: { type: ['integer', 'null'], description: 'Null: it did not end by itself.' },
      too_slow: { type: 'boolean', description: 'True: its time was over and it was ended.' },
      output: { type: 'string' },
      errors: { type: 'string' },
      truncated: { type: 'boolean' },
    },
    required: ['program', 'succeeded', 'code', 'too_slow', 'output', 'errors', 'truncated'],
  },
  class: 'sensitive',
  control: { program: 'path', arguments: 'id', folder: 'path' },
  network: true,
  untrusted: ['output', 'errors'],
  errors: { ...readErrors, ...programErrors, shell: 'The program is a shell, which would read its arguments as a script.', 'bad-argument': 'The arguments are too long, or one holds a character that can not be handed over.' },
  timeout: 3_660_000,
  hosts: ['node'],
  rehearse: (input) => ({ program: input.program, succeeded: true, code: 0, too_slow: false, output: '', errors: '', truncated: false }),
  describe: (input) => `run ${[input.program, ...(input.arguments ?? [])].map((part) => quoted(part)).join(' ')} in ${quoted(input.folder)}${input.input === undefined ? '' : `, which reads ${quoted(input.input)}`}`,
  perform: async (input, call) => {
    const programs = programsOf(call.ports)
    const given = input.arguments ?? []
    if (shells.test(nameOf(input.program))) throw new ToolError('shell', `${quoted(input.program)} is a shell. Name the program itself, with its arguments as a list.`, { program: input.program })
    if (/\.(?:bat|cmd)$/i.test(input.program)) throw new ToolError('shell', `${quoted(input.program)} is a script of the shell.`, { program: input.program })
    if (given.some((part) => part.includes('\0')) || given.reduce((sum, part) => sum + part.length + 1, 0) > mostArgumentText) throw new ToolError('bad-argument', `The arguments have more than ${mostArgumentText} characters, or hold a zero character.`)
    const facts = await call.ports.files.facts(input.folder)
    if (facts === undefined) throw new ToolError('missing', `There is nothing at ${quoted(input.folder)}.`, { path: input.folder })
    if (facts.kind !== 'folder') throw new ToolError('not-a-folder', `${quoted(input.folder)} is no folder.`, { path: input.folder })
    const most = input.max ?? 200_000
    const run = { program: input.program, arguments: given, folder: input.folder, most, time: (input.seconds ?? 60) * 1000, ...(input.input === undefined ? {} : { input: new TextEncoder().encode(input.input) }) }
    const end = await programs.run(run, call.signal)
    return { program: input.program, succeeded: end.code === 0 && !end.tooSlow, code: end.code, too_slow: end.tooSlow, output: textOf(end.output), errors: textOf(end.errors), truncated: end.truncated }
  },
})
