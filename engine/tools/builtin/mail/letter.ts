import { hashText } from '../../../terms/hash.ts'
import type { MailIdentity } from '../../../terms/mail-port.ts'
import { nameOf } from '../../../terms/file-path.ts'
import { ToolError, type ToolCall } from '../../../terms/tool.ts'
import { quoted } from '../../in-words.ts'
import { hashOfBytes } from '../file/file-content.ts'
import { composeMessage } from './compose-message.ts'
import { safeName } from './safe-name.ts'

const mostBytes = 25_000_000
const mostRecipients = 50

/** What a person says of a message. */
export interface LetterInput {
  readonly to?: readonly string[]
  readonly cc?: readonly string[]
  readonly bcc?: readonly string[]
  readonly subject: string
  readonly text: string
  readonly attach?: readonly string[]
  readonly reply_to_message?: string
}

const address = { type: 'string', pattern: '^[^\\s@<>,;:"()\\[\\]\\\\]+@[A-Za-z0-9.-]+$', maxLength: 320 } as const
const addresses = { type: 'array', items: address, maxItems: mostRecipients } as const

/** Arguments that say what a message shall hold. */
export const letterFields = {
  to: addresses,
  cc: addresses,
  subject: { type: 'string', maxLength: 900 },
  text: { type: 'string', maxLength: 1_000_000 },
  attach: { type: 'array', items: { type: 'string', format: 'path' }, maxItems: 50, description: 'Files to attach, 25 MB in all.' },
  reply_to_message: { type: 'string', pattern: '^<[^<>\\s]+>$', maxLength: 900, description: 'The Message-ID of the message that this one answers.' },
} as const

export const bccField = { bcc: { ...addresses, description: 'Recipients that the others do not see.' } } as const

export const letterErrors = { 'no-recipient': 'Nobody is named to send it to, or more than 50 are.', 'attached-too-large': 'What shall be attached is larger than 25 MB.' } as const

/** What a message was made from, as it is journaled, so that the very same bytes can be made again. */
export interface LetterBefore {
  /** Milliseconds since 1970. */
  readonly stamp: number
  readonly identity: MailIdentity | null
  readonly attached: readonly { readonly path: string; readonly hash: string }[]
}

/** Looks at the files to attach. */
export async function attachedNow(call: Omit<ToolCall, 'before'>, paths: readonly string[]): Promise<LetterBefore['attached']> {
  const found = await attachedBytes(call, paths)
  return found.map(({ path, bytes }) => ({ path, hash: hashOfBytes(bytes) }))
}

async function attachedBytes(call: Omit<ToolCall, 'before'>, paths: readonly string[]): Promise<readonly { readonly path: string; readonly bytes: Uint8Array }[]> {
  const { files } = call.ports
  const found: { readonly path: string; readonly bytes: Uint8Array }[] = []
  let left = mostBytes
  for (const path of paths) {
    const facts = await files.facts(path)
    if (facts === undefined) throw new ToolError('missing', `There is nothing at ${quoted(path)}.`, { path })
    left -= facts.size
    if (left < 0) throw new ToolError('attached-too-large', `At most ${mostBytes} bytes can be attached in all.`)
    found.push({ path, bytes: await files.read(path) })
  }
  return found
}

/** Gives the Message-ID of a deed: the same for every try of it. */
export function messageIdOf(key: string, identity: MailIdentity | null): string {
  const domain = /@([A-Za-z0-9.-]+)$/.exec(identity?.address ?? '')?.[1] ?? 'chela.invalid'
  return `<${hashText(key).slice(0, 40)}@${domain}>`
}

/** Writes the message of a deed. Fails with `changed` when a file to attach is not what was looked at. */
export async function letterBytes(call: Omit<ToolCall, 'before'>, input: LetterInput, before: LetterBefore, messageId: string): Promise<Uint8Array> {
  const attached = await attachedBytes(call, before.attached.map(({ path }) => path))
  attached.forEach(({ path, bytes }, index) => {
    if (hashOfBytes(bytes) !== before.attached[index]?.hash) throw new ToolError('changed', `${quoted(path)} was changed just now; nothing was sent.`, { path })
  })
  const { address: from = 'me@chela.invalid', name = '' } = before.identity ?? {}
  return composeMessage({
    from: { address: from, name }, to: input.to ?? [], cc: input.cc ?? [], subject: input.subject, text: input.text, messageId,
    inReplyTo: input.reply_to_message, date: Math.floor(before.stamp / 1000) * 1000,
    attachments: attached.map(({ path, bytes }) => ({ name: safeName(nameOf(path), 'attachment'), bytes })),
  })
}

/** Gives all recipients without repeats; fails with `no-recipient`. */
export function recipientsOf({ to = [], cc = [], bcc = [] }: LetterInput): readonly string[] {
  const all = [...new Set([...to, ...cc, ...bcc])]
  if (all.length > 0 && all.length <= mostRecipients) return all
  throw new ToolError('no-recipient', all.length === 0 ? 'Nobody is named to send it to.' : `At most ${mostRecipients} recipients are taken.`)
}

/** Says what a message holds. */
export function letterWords(input: LetterInput): string {
  const people = [...(input.to ?? []), ...(input.cc ?? []), ...(input.bcc ?? [])]
  const attached = input.attach === undefined || input.attach.length === 0 ? '' : ` with ${quoted([...input.attach])}`
  return `to ${people.length === 0 ? 'nobody yet' : people.map((one) => quoted(one)).join(', ')}, subject ${quoted(input.subject)}${attached}: ${quoted(input.text)}`
}
