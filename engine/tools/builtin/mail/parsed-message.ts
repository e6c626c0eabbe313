import { hashOfBytes } from '../file/file-content.ts'
import { htmlText } from './html-text.ts'

const longestField = 1000
const mostAttachments = 500

/** A message taken apart. All of it was written by others but the sizes. */
export interface ParsedMessage {
  readonly from: string
  readonly to: string
  readonly cc: string
  readonly replyTo: string
  readonly subject: string
  readonly messageId: string
  /** Milliseconds since 1970; undefined where the message tells none. */
  readonly date: number | undefined
  readonly text: string
  readonly attachments: readonly ParsedAttachment[]
}

export interface ParsedAttachment {
  readonly name: string
  readonly type: string
  readonly bytes: Uint8Array
  readonly hash: string
}

interface Person {
  readonly name?: string | undefined
  readonly address?: string | undefined
  readonly group?: readonly Person[] | undefined
}

/** Takes a message apart; one that is no message gives an empty one. Never throws. */
export async function parsedMessage(bytes: Uint8Array): Promise<ParsedMessage> {
  const { default: Parser } = await import('postal-mime')
  const found = await Parser.parse(bytes, { maxNestingDepth: 64, maxHeadersSize: 2 * 1024 * 1024, attachmentEncoding: 'arraybuffer', forceRfc822Attachments: true }).catch(() => undefined)
  const time = found?.date === undefined ? Number.NaN : Date.parse(found.date)
  return {
    from: people(found?.from === undefined ? [] : [found.from]),
    to: people(found?.to), cc: people(found?.cc), replyTo: people(found?.replyTo),
    subject: field(found?.subject), messageId: field(found?.messageId),
    date: Number.isNaN(time) ? undefined : time,
    text: found?.text?.trim() ? found.text : htmlText(found?.html ?? ''),
    attachments: (found?.attachments ?? []).slice(0, mostAttachments).map(({ filename, mimeType, content }) => {
      const own = typeof content === 'string' ? new TextEncoder().encode(content) : new Uint8Array(content)
      return { name: field(filename ?? ''), type: field(mimeType), bytes: own, hash: hashOfBytes(own) }
    }),
  }
}

/** Gives only what the head of a message says, without looking at its body. */
export async function parsedHead(bytes: Uint8Array): Promise<ParsedMessage> {
  return parsedMessage(bytes.subarray(0, headLength(bytes)))
}

function headLength(bytes: Uint8Array): number {
  const end = Math.min(bytes.length, 256 * 1024)
  for (let at = bytes.indexOf(10); at >= 0 && at < end; at = bytes.indexOf(10, at + 1)) {
    if (bytes[at + 1] === 10 || (bytes[at + 1] === 13 && bytes[at + 2] === 10)) return at + 1
  }
  return end
}

function people(list: readonly Person[] | undefined): string {
  return field((list ?? []).slice(0, 50).flatMap((one) => one.group ?? [one]).map(({ name = '', address = '' }) => (name === '' ? address : `${name} <${address}>`)).join(', '))
}

function field(text: string | undefined): string {
  return (text ?? '').replace(/[\u0000-\u001f\u007f]+/g, ' ').trim().slice(0, longestField)
}
