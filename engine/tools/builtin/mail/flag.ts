import { parentOf } from '../../../terms/file-path.ts'
import type { MailMark, MailMarks } from '../../../terms/mail-port.ts'
import { ToolError, type Reversal, type ToolCall } from '../../../terms/tool.ts'
import { defineTool } from '../../define-tool.ts'
import { quoted } from '../../in-words.ts'
import { localMessage, maildirPlace } from './local-mail.ts'
import { inMail, mailChangeErrors, mailId, mailOf, mailPlace, mailPlaceKinds, requireOnePlace, type MailPlace } from './mail-arguments.ts'

interface FlagInput extends MailPlace {
  readonly id: string
  readonly read?: boolean
  readonly flagged?: boolean
  readonly answered?: boolean
}

interface Before {
  readonly had: MailMarks
  /** The file of a message in a Maildir. */
  readonly file: string | null
}

const marks: readonly MailMark[] = ['read', 'flagged', 'answered']
/** As Maildir writes them in the name of a file. */
const letters: { readonly [mark in MailMark]: string } = { read: 'S', flagged: 'F', answered: 'R' }

export const mailFlag = defineTool({
  name: 'mail.flag',
  title: 'Mark a message',
  description: 'Marks a message as read, flagged or answered, or takes such a mark away. In a mail account or a Maildir; an mbox file is not changed.',
  input: { type: 'object', properties: { ...mailPlace, id: mailId, read: { type: 'boolean' }, flagged: { type: 'boolean' }, answered: { type: 'boolean' } }, required: ['id'], additionalProperties: false },
  output: { type: 'object', properties: { marked: { type: 'boolean' }, id: { type: 'string' } }, required: ['marked', 'id'] },
  class: 'reversible',
  control: { ...mailPlaceKinds, id: 'id' },
  oneOf: [['path', 'account']],
  network: ['account'],
  errors: { ...mailChangeErrors, 'not-maildir': 'Only messages of an account or of a Maildir can be marked.' },
  idempotent: true,
  timeout: 60_000,
  rehearse: (input: FlagInput) => ({ marked: true, id: input.id }),
  describe: (input: FlagInput) => `mark the message ${quoted(input.id)} ${inMail(input)} as ${marks.filter((mark) => input[mark] !== undefined).map((mark) => `${input[mark] === true ? '' : 'not '}${mark}`).join(', ')}`,
  prepare: async (input: FlagInput, call): Promise<Before> => {
    requireOnePlace(input)
    if (input.path !== undefined) return maildirMarks(input.path, input.id, call)
    const found = await mailOf(call.ports).read(input.account ?? '', input.folder ?? 'INBOX', input.id, call.signal)
    if (found === undefined) throw new ToolError('missing', `There is no message ${quoted(input.id)} in this folder.`)
    return { had: found.marks, file: null }
  },
  perform: async (input: FlagInput, call) => {
    const wanted = wantedOf(input)
    if (input.path === undefined) await mailOf(call.ports).mark(input.account ?? '', input.folder ?? 'INBOX', input.id, wanted, call.signal)
    else await markFile(input.path, input.id, wanted, call)
    return { marked: true, id: input.id }
  },
  undo: (input: FlagInput, _output, before): Reversal | 'nothing' => {
    const { id, path, account, folder } = input
    if (path !== undefined && before?.file != null) {
      const to = markedPlace(path, id, before.file, wantedOf(input))
      return to === before.file ? 'nothing' : { tool: 'file.move', input: { from: to, to: before.file } }
    }
    const had = Object.fromEntries(marks.filter((mark) => input[mark] !== undefined).map((mark) => [mark, before?.had[mark] ?? false]))
    return { tool: 'mail.flag', input: { id, ...(path !== undefined && { path }), ...(account !== undefined && { account }), ...(folder !== undefined && account !== undefined && { folder }), ...had } }
  },
})

function wantedOf(input: FlagInput): Partial<MailMarks> {
  return Object.fromEntries(marks.filter((mark) => input[mark] !== undefined).map((mark) => [mark, input[mark]])) as Partial<MailMarks>
}

async function maildirMarks(path: string, id: string, call: Omit<ToolCall, 'before'>): Promise<Before> {
  const file = await placeOf(path, id, call)
  const flags = flagsOf(file)
  return { file, had: { read: flags.includes('S'), flagged: flags.includes('F'), answered: flags.includes('R') } }
}

async function placeOf(path: string, id: string, call: Omit<ToolCall, 'before'>): Promise<string> {
  const message = await localMessage(call, path, id)
  if (message.path !== undefined && parentOf(parentOf(message.path)) === path) return message.path
  throw new ToolError('not-maildir', `${quoted(path)} is no Maildir, so nothing in it can be marked.`, { path })
}

async function markFile(path: string, id: string, wanted: Partial<MailMarks>, call: Omit<ToolCall, 'before'>): Promise<void> {
  const from = await placeOf(path, id, call)
  const to = markedPlace(path, id, from, wanted)
  if (from !== to) await call.ports.files.move(from, to, call.signal)
}

/** Where a file goes when it is marked: its name holds the marks, and what is marked is no longer new. */
function markedPlace(path: string, id: string, from: string, wanted: Partial<MailMarks>): string {
  const kept = [...flagsOf(from)].filter((letter) => !marks.some((mark) => letters[mark] === letter && wanted[mark] === false))
  return maildirPlace(path, id, [...kept, ...marks.filter((mark) => wanted[mark] === true).map((mark) => letters[mark])].join(''))
}

function flagsOf(path: string): string {
  return /[:;!]2,([A-Za-z]*)$/.exec(path)?.[1] ?? ''
}
