import { hashText } from '../../../terms/hash.ts'

/** A message to be written. Addresses are plain: `somebody@example.org`. */
export interface Letter {
  readonly from: { readonly name: string; readonly address: string }
  readonly to: readonly string[]
  readonly cc: readonly string[]
  readonly subject: string
  readonly text: string
  /** With its angle brackets. */
  readonly messageId: string
  readonly inReplyTo: string | undefined
  /** Milliseconds since 1970. */
  readonly date: number
  readonly attachments: readonly { readonly name: string; readonly bytes: Uint8Array }[]
}

/** Writes a message (RFC 5322, MIME): the same letter gives the same bytes. Nothing in it can begin a header of its own. */
export function composeMessage(letter: Letter): Uint8Array {
  const { from, to, cc, subject, messageId, inReplyTo, date, attachments } = letter
  const head = [
    `Date: ${new Date(date).toUTCString().replace(/GMT$/, '+0000')}`,
    `From: ${from.name === '' ? '' : `${encodedWords(from.name)} `}<${oneLine(from.address)}>`,
    ...(to.length === 0 ? [] : [`To: ${to.map(oneLine).join(',\r\n ')}`]),
    ...(cc.length === 0 ? [] : [`Cc: ${cc.map(oneLine).join(',\r\n ')}`]),
    `Subject: ${encodedWords(subject)}`,
    `Message-ID: ${messageId}`,
    ...(inReplyTo === undefined ? [] : [`In-Reply-To: ${oneLine(inReplyTo)}`, `References: ${oneLine(inReplyTo)}`]),
    'MIME-Version: 1.0',
  ]
  const body = textPart(letter.text)
  const lines = attachments.length === 0 ? [...head, ...body] : [...head, ...mixed(body, letter)]
  return new TextEncoder().encode(`${lines.join('\r\n')}\r\n`)
}

function mixed(body: readonly string[], letter: Letter): readonly string[] {
  const boundary = `=_${hashText(letter.messageId).slice(0, 32)}`
  const parts = letter.attachments.flatMap(({ name, bytes }) => [
    `--${boundary}`, `Content-Type: application/octet-stream`, `Content-Disposition: attachment;\r\n filename*=UTF-8''${percentEncoded(name)}`, 'Content-Transfer-Encoding: base64', '', ...base64Lines(bytes),
  ])
  return [`Content-Type: multipart/mixed; boundary="${boundary}"`, '', `--${boundary}`, ...body, ...parts, `--${boundary}--`]
}

function textPart(text: string): readonly string[] {
  const plain = text.replace(/\r\n?|\n/g, '\r\n')
  const simple = /^[\t\r\n\u0020-\u007e]*$/.test(plain) && plain.split('\r\n').every((line) => line.length <= 900)
  if (simple) return ['Content-Type: text/plain; charset=us-ascii', 'Content-Transfer-Encoding: 7bit', '', plain]
  return ['Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: base64', '', ...base64Lines(new TextEncoder().encode(plain))]
}

/** Writes a text of a header (RFC 2047): plain where it is, else in words of at most 75 characters. */
function encodedWords(text: string): string {
  const line = oneLine(text)
  if (/^[\u0020-\u007e]*$/.test(line) && !line.includes('=?') && line.length <= 60) return /[()<>@,;:\\".[\]]/.test(line) ? quotedOrPlain(line) : line
  const words: string[] = []
  let piece = ''
  for (const character of line) {
    if (new TextEncoder().encode(piece + character).length > 42) {
      words.push(piece)
      piece = ''
    }
    piece += character
  }
  return [...words, piece].map((word) => `=?UTF-8?B?${base64(new TextEncoder().encode(word))}?=`).join('\r\n ')
}

/* A subject may hold anything, a name may not: encoding serves both. */
function quotedOrPlain(line: string): string {
  return `=?UTF-8?B?${base64(new TextEncoder().encode(line))}?=`
}

function oneLine(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f\u0085\u2028\u2029]+/g, ' ').trim()
}

function percentEncoded(name: string): string {
  return encodeURIComponent(oneLine(name)).replace(/['()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
}

function base64Lines(bytes: Uint8Array): readonly string[] {
  return base64(bytes).match(/.{1,76}/g) ?? ['']
}

function base64(bytes: Uint8Array): string {
  const pieces: string[] = []
  for (let at = 0; at < bytes.length; at += 24_000) pieces.push(btoa(String.fromCharCode(...bytes.subarray(at, at + 24_000))))
  return pieces.join('')
}
