/** A folder of a mail account. */
export interface MailFolder {
  readonly path: string
  /** What the server says it is for. */
  readonly use: 'inbox' | 'drafts' | 'sent' | 'trash' | 'junk' | 'archive' | 'other'
}

/** What a message must be like; all that is given must hold. Texts are looked for anywhere, in any case. */
export interface MailQuery {
  readonly from?: string
  readonly to?: string
  readonly subject?: string
  readonly text?: string
  /** Milliseconds since 1970; whole days count. */
  readonly since?: number
  readonly before?: number
  readonly unread?: boolean
  readonly flagged?: boolean
}

/** What a list of messages shows. Only `id`, `date`, `size` and the flags are facts of the account; the rest others wrote. */
export interface MailHead {
  /** Names the message in its folder for as long as it lies there. */
  readonly id: string
  readonly from: string
  readonly to: string
  readonly subject: string
  readonly messageId: string
  /** When it arrived, in milliseconds since 1970. */
  readonly date: number
  readonly size: number
  readonly unread: boolean
  readonly flagged: boolean
}

export type MailMark = 'read' | 'flagged' | 'answered'

/** Which marks a message has. */
export type MailMarks = { readonly [mark in MailMark]: boolean }

/** Who an account is to others, and where it puts what it writes. */
export interface MailIdentity {
  readonly address: string
  readonly name: string
  readonly drafts: string
  readonly sent: string
  /** The server puts what is sent into `sent` by itself. */
  readonly savesSent: boolean
}

/**
 * The mail of the accounts of the person. Methods throw ToolError with one of the codes of `mailErrors`, which says that
 * nothing was changed; a connection that breaks while a change is under way throws another error.
 */
export interface MailPort {
  folders(account: string, signal: AbortSignal): Promise<readonly MailFolder[]>
  identity(account: string, signal: AbortSignal): Promise<MailIdentity>
  /** Newest first, at most `most`. */
  search(account: string, folder: string, query: MailQuery, most: number, signal: AbortSignal): Promise<{ readonly messages: readonly MailHead[]; readonly truncated: boolean }>
  /** The whole message; `undefined` when it is gone. */
  read(account: string, folder: string, id: string, signal: AbortSignal): Promise<{ readonly bytes: Uint8Array; readonly date: number; readonly marks: MailMarks } | undefined>
  /** The ids of the messages with this Message-ID. */
  find(account: string, folder: string, messageId: string, signal: AbortSignal): Promise<readonly string[]>
  /** Puts a message into a folder. */
  append(account: string, folder: string, bytes: Uint8Array, marks: { readonly draft: boolean; readonly read: boolean }, signal: AbortSignal): Promise<void>
  mark(account: string, folder: string, id: string, marks: Partial<MailMarks>, signal: AbortSignal): Promise<void>
  /** Gives the id in the other folder, where the server tells it. */
  move(account: string, folder: string, id: string, to: string, signal: AbortSignal): Promise<string | undefined>
  /** Removes one message for good. */
  remove(account: string, folder: string, id: string, signal: AbortSignal): Promise<void>
  /** Hands a whole message to the sending server of the account; gives who was taken and who was not. */
  send(account: string, recipients: readonly string[], bytes: Uint8Array, signal: AbortSignal): Promise<{ readonly accepted: readonly string[]; readonly rejected: readonly string[] }>
}

/** What a MailPort may fail with. */
export const mailErrors = {
  'not-here': 'This host has no way to reach accounts.',
  'no-account': 'There is no such account, or it lacks what this needs; the message says what to write in the file of accounts.',
  login: 'The server refused the user or the secret of the account.',
  unreachable: 'The server could not be reached, or its certificate is not good.',
  insecure: 'The account would send its secret over a connection that is not encrypted.',
  refused: 'The server refused what was asked of it.',
  'bad-answer': 'The server answered something that could not be understood.',
  'no-folder': 'The account has no such folder.',
  missing: 'There is no such message.',
  'too-large': 'The message is larger than what is taken.',
} as const
