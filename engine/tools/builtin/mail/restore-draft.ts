import type { MailPort } from '../../../terms/mail-port.ts'
import { ToolError, type ToolCall } from '../../../terms/tool.ts'
import { defineTool } from '../../define-tool.ts'
import { quoted } from '../../in-words.ts'
import { hashOfBytes } from '../file/file-content.ts'
import { mailChangeErrors, mailOf } from './mail-arguments.ts'

const hash = { type: ['string', 'null'], pattern: '^[0-9a-f]{64}$', description: 'SHA-256 of the message; null: none.' } as const

interface RestoreInput {
  readonly account: string
  readonly folder: string
  readonly message_id: string
  readonly now: string | null
  readonly was: string | null
}

export const mailRestoreDraft = defineTool({
  name: 'mail.restore_draft',
  title: 'Take a draft away again',
  description: 'Removes a draft that was not there before, or puts one back that was. Only when it is still as stated. Undoes mail.draft.',
  input: {
    type: 'object',
    properties: { account: { type: 'string', minLength: 1, maxLength: 64 }, folder: { type: 'string', minLength: 1, maxLength: 1000 }, message_id: { type: 'string', pattern: '^<[^<>\\s]+>$', maxLength: 900 }, now: hash, was: hash },
    required: ['account', 'folder', 'message_id', 'now', 'was'],
    additionalProperties: false,
  },
  output: { type: 'object', properties: { restored: { type: 'boolean' } }, required: ['restored'] },
  class: 'reversible',
  control: { account: 'id', folder: 'id', message_id: 'id' },
  network: true,
  errors: mailChangeErrors,
  idempotent: true,
  timeout: 120_000,
  rehearse: () => ({ restored: true }),
  describe: (input: RestoreInput) => `${input.was === null ? 'remove' : 'put back'} the draft ${quoted(input.message_id)} in ${quoted(input.folder)} of the account ${quoted(input.account)}`,
  prepare: async (input: RestoreInput, call): Promise<{ readonly kept: string | null }> => {
    const found = await current(input, mailOf(call.ports), call)
    return { kept: found === undefined ? null : await call.ports.blobs.put(found.bytes) }
  },
  perform: async (input: RestoreInput, call) => {
    const mail = mailOf(call.ports)
    const found = await current(input, mail, call)
    const hashThere = found === undefined ? null : hashOfBytes(found.bytes)
    if (hashThere === input.was) return { restored: true }
    if (hashThere !== input.now) throw new ToolError('changed', 'The draft was changed since; it was left as it is.')
    const bytes = input.was === null ? undefined : await call.ports.blobs.get(input.was)
    if (input.was !== null && bytes === undefined) throw new ToolError('lost', 'The draft is no longer kept.')
    if (bytes === undefined) await mail.remove(input.account, input.folder, found?.id ?? '', call.signal)
    else await mail.append(input.account, input.folder, bytes, { draft: true, read: true }, call.signal)
    return { restored: true }
  },
  undo: (input: RestoreInput) => ({ tool: 'mail.restore_draft', input: { ...input, now: input.was, was: input.now } }),
})

async function current(input: RestoreInput, mail: MailPort, call: Omit<ToolCall, 'before'>): Promise<{ readonly id: string; readonly bytes: Uint8Array } | undefined> {
  const ids = await mail.find(input.account, input.folder, input.message_id, call.signal)
  const [id] = ids
  if (id === undefined) return undefined
  if (ids.length > 1) throw new ToolError('changed', 'Several drafts have this Message-ID.')
  const found = await mail.read(input.account, input.folder, id, call.signal)
  return found === undefined ? undefined : { id, bytes: found.bytes }
}
