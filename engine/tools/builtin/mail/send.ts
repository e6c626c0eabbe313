/*
 * Sends a message. Always true: before the message goes out a copy lies in the drafts, and it stays there until another lies
 * in the folder of sent mail. So afterwards: found in sent, it went out; found in neither, it did not; found in the drafts
 * alone, nobody can tell, and it is not sent again.
 */
import type { MailIdentity } from '../../../terms/mail-port.ts'
import { ToolError, type ToolCall } from '../../../terms/tool.ts'
import { defineTool } from '../../define-tool.ts'
import { quoted } from '../../in-words.ts'
import { waitUntil } from '../../wait-until.ts'
import { attachedNow, bccField, letterBytes, letterErrors, letterFields, letterWords, messageIdOf, recipientsOf, type LetterBefore, type LetterInput } from './letter.ts'
import { mailChangeErrors, mailOf } from './mail-arguments.ts'

interface SendInput extends LetterInput {
  readonly account: string
}

interface Before extends LetterBefore {
  readonly identity: MailIdentity
}

type Call = Omit<ToolCall, 'before'>

export const mailSend = defineTool({
  name: 'mail.send',
  title: 'Send a message',
  description: 'Sends a message from a mail account and keeps it in the folder of sent mail. It can not be taken back, and is asked about every time. Recipients that the server refuses are named.',
  input: { type: 'object', properties: { account: { type: 'string', minLength: 1, maxLength: 64 }, ...letterFields, ...bccField }, required: ['account', 'to', 'subject', 'text'], additionalProperties: false },
  output: {
    type: 'object',
    properties: { sent: { type: 'boolean' }, message_id: { type: 'string' }, rejected: { type: 'array', items: { type: 'string' }, description: 'Recipients that were not taken, as far as is known.' } },
    required: ['sent', 'message_id', 'rejected'],
  },
  class: 'sensitive',
  control: { account: 'id', to: 'address', cc: 'address', bcc: 'address', attach: 'path' },
  network: true,
  errors: { ...mailChangeErrors, ...letterErrors },
  timeout: 300_000,
  rehearse: () => ({ sent: true, message_id: messageIdOf('rehearsal', null), rejected: [] }),
  describe: (input: SendInput) => `send a message from the account ${quoted(input.account)} ${letterWords(input)}`,
  prepare: async (input: SendInput, call): Promise<Before> => {
    recipientsOf(input)
    const identity = await mailOf(call.ports).identity(input.account, call.signal)
    return { stamp: call.ports.clock.now(), identity, attached: await attachedNow(call, input.attach ?? []) }
  },
  perform: async (input: SendInput, call) => {
    const { identity } = call.before
    const messageId = messageIdOf(call.key, identity)
    const recipients = recipientsOf(input)
    if (await hasGoneOut(input, call, identity, messageId)) return { sent: true, message_id: messageId, rejected: [] }
    const bytes = await letterBytes(call, input, call.before, messageId)
    const mail = mailOf(call.ports)
    await mail.append(input.account, identity.drafts, bytes, { draft: true, read: true }, call.signal)
    const { rejected } = await mail.send(input.account, recipients, bytes, call.signal).catch(async (error: unknown) => {
      if (error instanceof ToolError) await removeDraft(input, call, identity, messageId)
      throw error
    })
    await afterwards(async () => {
      if (!(await isInSent(input, call, identity, messageId))) await mail.append(input.account, identity.sent, bytes, { draft: false, read: true }, call.signal)
      await removeDraft(input, call, identity, messageId)
    })
    return { sent: true, message_id: messageId, rejected: [...rejected] }
  },
  check: async (input: SendInput, call) => {
    const { identity } = call.before
    const messageId = messageIdOf(call.key, identity)
    return (await hasGoneOut(input, call, identity, messageId)) ? { happened: true, output: { sent: true, message_id: messageId, rejected: [] } } : { happened: false }
  },
})

/** Fails, with an error that says nothing about what happened, when the copy in the drafts is all there is. */
async function hasGoneOut(input: SendInput, call: Call, identity: MailIdentity, messageId: string): Promise<boolean> {
  const mail = mailOf(call.ports)
  if ((await mail.find(input.account, identity.sent, messageId, call.signal)).length > 0) return true
  if ((await mail.find(input.account, identity.drafts, messageId, call.signal)).length === 0) return false
  throw new Error(`The message was being sent when it was broken off. Whether it went out can not be told; a copy lies in ${quoted(identity.drafts)}.`)
}

/** A server that keeps what is sent may need a moment for it. */
async function isInSent(input: SendInput, call: Call, identity: MailIdentity, messageId: string): Promise<boolean> {
  for (let attempt = 0; attempt < (identity.savesSent ? 5 : 1); attempt++) {
    if (attempt > 0) await waitUntil(call.ports.clock, call.ports.clock.now() + 1000, call.signal)
    if ((await mailOf(call.ports).find(input.account, identity.sent, messageId, call.signal)).length > 0) return true
  }
  return false
}

async function removeDraft(input: SendInput, call: Call, identity: MailIdentity, messageId: string): Promise<void> {
  const mail = mailOf(call.ports)
  for (const id of await mail.find(input.account, identity.drafts, messageId, call.signal)) await mail.remove(input.account, identity.drafts, id, call.signal)
}

/** The message is out: a fault from here on must not say that nothing happened. */
async function afterwards(work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (!(error instanceof ToolError)) throw error
    throw new Error(`The message went out, but could not be put among what was sent: ${error.message}`)
  }
}
