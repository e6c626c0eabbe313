import type { MailHead, MailQuery } from '../../../terms/mail-port.ts'
import type { Json } from '../../../terms/json.ts'
import { ToolError } from '../../../terms/tool.ts'
import type { ToolPorts } from '../../../terms/ports.ts'
import { defineTool } from '../../define-tool.ts'
import { quoted } from '../../in-words.ts'
import { momentOf } from '../calendar/written-event.ts'
import { isoTime } from '../file/iso-time.ts'
import { localMessages } from './local-mail.ts'
import { inMail, mailOf, mailPlace, mailPlaceKinds, mailReadErrors, requireOnePlace } from './mail-arguments.ts'
import { parsedHead, parsedMessage } from './parsed-message.ts'

const usual = 100
const mostHeld = 50_000

const searched = { type: ['string', 'array'], items: { type: 'string', minLength: 1, maxLength: 1000 }, minLength: 1, maxLength: 1000, minItems: 1, maxItems: 100, default: 'INBOX', description: 'The folder of the account, or a list of them.' } as const

const text = { type: 'string', minLength: 1, maxLength: 500 } as const

export const mailSearch = defineTool({
  name: 'mail.search',
  title: 'Search mail',
  description: 'Gives the messages that fit all that is asked, newest first, from an mbox file, a Maildir, a folder of .eml files, or one or several folders of a mail account. Nothing is marked as read. Sender, recipients, subject and Message-ID count as written by others.',
  input: {
    type: 'object',
    properties: {
      ...mailPlace, folder: searched, from: text, to: text, subject: text,
      text: { ...text, description: 'Anywhere in the message.' },
      since: { type: 'string', maxLength: 40, description: 'Only what came on this day or later, such as 2026-06-01.' },
      before: { type: 'string', maxLength: 40, description: 'Only what came before this day.' },
      unread: { type: 'boolean' }, flagged: { type: 'boolean' },
      most: { type: 'integer', minimum: 1, maximum: 5000, default: usual },
    },
    additionalProperties: false,
  },
  output: {
    type: 'object',
    properties: {
      messages: {
        type: 'array',
        items: {
          type: 'object',
          properties: {
            id: { type: 'string' }, from: { type: 'string' }, to: { type: 'string' }, subject: { type: 'string' }, message_id: { type: 'string' },
            date: { type: 'string', format: 'date-time' }, size: { type: 'integer' }, unread: { type: 'boolean' }, flagged: { type: 'boolean' },
            folder: { type: 'string', description: 'The folder of the account it lies in. For mail in files it is the first that was asked for, and means nothing.' },
          },
          required: ['id', 'from', 'to', 'subject', 'message_id', 'date', 'size', 'unread', 'flagged', 'folder'],
        },
      },
      truncated: { type: 'boolean', description: 'There are more.' },
    },
    required: ['messages', 'truncated'],
  },
  class: 'read',
  control: mailPlaceKinds,
  oneOf: [['path', 'account']],
  network: ['account'],
  untrusted: ['messages.*.from', 'messages.*.to', 'messages.*.subject', 'messages.*.message_id'],
  private: ['messages.*.from', 'messages.*.to'],
  errors: { ...mailReadErrors, 'bad-time': 'A day can not be understood.' },
  personal: 'messages',
  timeout: 300_000,
  describe: (input) => {
    const { path, account, folder, most: _most, ...asked } = input
    return `search the mail ${inMail({ ...(path !== undefined && { path }), ...(account !== undefined && { account }), folder: foldersIn(folder).join(', ') })}${Object.keys(asked).length === 0 ? '' : ` for ${quoted(asked)}`}`
  },
  perform: async (input, call) => {
    requireOnePlace(input)
    const query = queryOf(input)
    const most = input.most ?? usual
    const { messages, truncated } = input.path === undefined
      ? await searchAccount(call, input.account ?? '', foldersIn(input.folder), query, most)
      : await searchLocal(call, input.path, query, most)
    const [first = 'INBOX'] = foldersIn(input.folder)
    return { messages: messages.map(({ messageId, date, folder = first, ...head }) => ({ ...head, folder, message_id: messageId, date: isoTime(date) })), truncated }
  },
})

interface FoundMail {
  readonly messages: readonly (MailHead & { readonly folder?: string })[]
  readonly truncated: boolean
}

type Call = { readonly ports: ToolPorts; readonly signal: AbortSignal }

function queryOf(input: { readonly from?: string; readonly to?: string; readonly subject?: string; readonly text?: string; readonly since?: string; readonly before?: string; readonly unread?: boolean; readonly flagged?: boolean }): MailQuery {
  const { from, to, subject, text: words, since, before, unread, flagged } = input
  return {
    ...(from !== undefined && { from }), ...(to !== undefined && { to }), ...(subject !== undefined && { subject }), ...(words !== undefined && { text: words }),
    ...(since !== undefined && { since: momentOf(since, 'UTC').at }), ...(before !== undefined && { before: momentOf(before, 'UTC').at }),
    ...(unread !== undefined && { unread }), ...(flagged !== undefined && { flagged }),
  }
}

function foldersIn(folder: Json | undefined): readonly string[] {
  const folders = Array.isArray(folder) ? folder : [folder ?? 'INBOX']
  return [...new Set(folders.map(String))]
}

async function searchAccount({ ports, signal }: Call, account: string, folders: readonly string[], query: MailQuery, most: number): Promise<FoundMail> {
  const all: (MailHead & { readonly folder: string })[] = []
  let truncated = false
  for (const folder of folders) {
    const found = await mailOf(ports).search(account, folder, query, most, signal)
    truncated ||= found.truncated
    for (const message of found.messages) all.push({ ...message, folder })
  }
  return { messages: all.sort((a, b) => b.date - a.date).slice(0, most), truncated: truncated || all.length > most }
}

async function searchLocal(call: Call, path: string, query: MailQuery, most: number): Promise<FoundMail> {
  const found: MailHead[] = []
  for await (const message of localMessages(call, path)) {
    call.signal.throwIfAborted()
    if ((query.unread !== undefined && query.unread !== message.unread) || (query.flagged !== undefined && query.flagged !== message.flagged)) continue
    const parsed = await (query.text === undefined ? parsedHead(message.bytes) : parsedMessage(message.bytes))
    const date = parsed.date ?? message.date
    const { from, to, cc, subject, messageId } = parsed
    const holds = (field: string, wanted: string | undefined): boolean => wanted === undefined || field.toLowerCase().includes(wanted.toLowerCase())
    if (!holds(from, query.from) || !holds(`${to}, ${cc}`, query.to) || !holds(subject, query.subject) || !holds(`${from}\n${to}\n${cc}\n${subject}\n${parsed.text}`, query.text)) continue
    if (date < (query.since ?? -Infinity) || date >= (query.before ?? Infinity)) continue
    found.push({ id: message.id, from, to, subject, messageId, date, size: message.size, unread: message.unread, flagged: message.flagged })
    if (found.length > mostHeld) throw new ToolError('too-many', `More than ${mostHeld} messages fit. Ask for fewer.`)
  }
  return { messages: found.sort((a, b) => b.date - a.date).slice(0, most), truncated: found.length > most }
}
