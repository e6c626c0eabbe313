import { mailErrors } from '../../../terms/mail-port.ts'
import type { MailPort } from '../../../terms/mail-port.ts'
import type { ToolPorts } from '../../../terms/ports.ts'
import { ToolError } from '../../../terms/tool.ts'
import { quoted } from '../../in-words.ts'
import { changeErrors, readErrors } from '../file/file-errors.ts'
import { localMessage } from './local-mail.ts'

/** Where mail lies: arguments of the tools that read it. */
export const mailPlace = {
  path: { type: 'string', format: 'path', description: 'An mbox file, a Maildir folder, a folder of .eml files, or one .eml file. Give this or account.' },
  account: { type: 'string', minLength: 1, maxLength: 64, description: 'The name of a mail account.' },
  folder: { type: 'string', minLength: 1, maxLength: 1000, default: 'INBOX', description: 'The folder of the account.' },
} as const

export const mailPlaceKinds = { path: 'path', account: 'id', folder: 'id' } as const
export const mailId = { type: 'string', minLength: 1, maxLength: 1000, description: 'As mail.search gives it.' } as const

const placeErrors = { 'no-place': 'Neither a path nor an account is given, or both.', 'not-mail': 'The file holds no mail.', 'too-many': 'More than 100,000 messages lie there.' } as const

export const mailReadErrors: { readonly [code: string]: string } = { ...readErrors, ...mailErrors, ...placeErrors }
export const mailChangeErrors: { readonly [code: string]: string } = { ...changeErrors, ...mailErrors, ...placeErrors, changed: 'Somebody else changed it in the meantime; it was left as it is.', lost: 'What was there before is no longer kept.' }

export interface MailPlace {
  readonly path?: string
  readonly account?: string
  readonly folder?: string
}

export function mailOf(ports: ToolPorts): MailPort {
  if (ports.mail !== undefined) return ports.mail
  throw new ToolError('not-here', 'This host has no way to reach mail accounts.')
}

/** Fails with `no-place` unless either a path or an account is given. */
export function requireOnePlace({ path, account }: Pick<MailPlace, 'path' | 'account'>): void {
  if ((path === undefined) === (account === undefined)) throw new ToolError('no-place', 'Say either where the mail lies, or which account.')
}

/** Gives a whole message with when it came; fails with `missing`. */
export async function wholeMessage(call: { readonly ports: ToolPorts; readonly signal: AbortSignal }, place: MailPlace, id: string): Promise<{ readonly bytes: Uint8Array; readonly date: number }> {
  requireOnePlace(place)
  if (place.path !== undefined) return localMessage(call, place.path, id)
  const found = await mailOf(call.ports).read(place.account ?? '', place.folder ?? 'INBOX', id, call.signal)
  if (found !== undefined) return found
  throw new ToolError('missing', `There is no message ${quoted(id)} in this folder any more.`, { id })
}

/** Says where mail lies. */
export function inMail({ path, account, folder }: MailPlace): string {
  return path === undefined ? `in ${quoted(folder ?? 'INBOX')} of the account ${quoted(account ?? '')}` : `in ${quoted(path)}`
}
