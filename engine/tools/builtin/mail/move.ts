import { ToolError } from '../../../terms/tool.ts'
import { defineTool } from '../../define-tool.ts'
import { quoted } from '../../in-words.ts'
import { mailChangeErrors, mailId, mailOf } from './mail-arguments.ts'
import { parsedHead } from './parsed-message.ts'

interface MoveInput {
  readonly account: string
  readonly folder?: string
  readonly id: string
  readonly to: string
}

interface Before {
  /** The Message-ID; empty where the message has none. */
  readonly messageId: string
  /** The messages with this Message-ID that lay in the other folder already. */
  readonly there: readonly string[]
}

export const mailMove = defineTool({
  name: 'mail.move',
  title: 'Move a message',
  description: 'Moves a message of a mail account to another of its folders, which must be there. There it has another id.',
  input: {
    type: 'object',
    properties: { account: { type: 'string', minLength: 1, maxLength: 64 }, folder: { type: 'string', minLength: 1, maxLength: 1000, default: 'INBOX' }, id: mailId, to: { type: 'string', minLength: 1, maxLength: 1000, description: 'The folder to move it to.' } },
    required: ['account', 'id', 'to'],
    additionalProperties: false,
  },
  output: { type: 'object', properties: { moved: { type: 'boolean' }, id: { type: 'string', description: 'Its id in the other folder.' }, folder: { type: 'string' } }, required: ['moved', 'id', 'folder'] },
  class: 'reversible',
  control: { account: 'id', folder: 'id', id: 'id', to: 'id' },
  network: true,
  errors: { ...mailChangeErrors, 'same-folder': 'The message lies in that folder already.' },
  timeout: 60_000,
  rehearse: (input: MoveInput) => ({ moved: true, id: input.id, folder: input.to }),
  describe: (input: MoveInput) => `move the message ${quoted(input.id)} from ${quoted(input.folder ?? 'INBOX')} to ${quoted(input.to)} in the account ${quoted(input.account)}`,
  prepare: async (input: MoveInput, call): Promise<Before> => {
    if ((input.folder ?? 'INBOX') === input.to) throw new ToolError('same-folder', `The message lies in ${quoted(input.to)} already.`)
    const mail = mailOf(call.ports)
    const found = await mail.read(input.account, input.folder ?? 'INBOX', input.id, call.signal)
    if (found === undefined) throw new ToolError('missing', `There is no message ${quoted(input.id)} in this folder.`)
    const { messageId } = await parsedHead(found.bytes)
    return { messageId, there: await mail.find(input.account, input.to, messageId === '' ? '<none>' : messageId, call.signal) }
  },
  perform: async (input: MoveInput, call) => {
    const mail = mailOf(call.ports)
    const id = await mail.move(input.account, input.folder ?? 'INBOX', input.id, input.to, call.signal)
    const found = id ?? (await newIn(call.before, (messageId) => mail.find(input.account, input.to, messageId, call.signal)).catch(() => undefined))
    if (found === undefined) throw new Error('The message was moved, but the server does not tell its new id.')
    return { moved: true, id: found, folder: input.to }
  },
  check: async (input: MoveInput, call) => {
    const mail = mailOf(call.ports)
    const id = await newIn(call.before, (messageId) => mail.find(input.account, input.to, messageId, call.signal))
    const stays = (await mail.read(input.account, input.folder ?? 'INBOX', input.id, call.signal)) !== undefined
    if (id !== undefined && !stays) return { happened: true, output: { moved: true, id, folder: input.to } }
    if (stays && id === undefined) return { happened: false }
    throw new ToolError('changed', 'It can not be told whether the message was moved: others changed these folders too.')
  },
  undo: (input: MoveInput, output) => ({ tool: 'mail.move', input: { account: input.account, folder: input.to, id: output.id, to: input.folder ?? 'INBOX' } }),
})

/** Gives the one message that came to the other folder since; undefined when none or several did. */
async function newIn(before: Before, find: (messageId: string) => Promise<readonly string[]>): Promise<string | undefined> {
  if (before.messageId === '') return undefined
  const fresh = (await find(before.messageId)).filter((id) => !before.there.includes(id))
  return fresh.length === 1 ? fresh[0] : undefined
}
