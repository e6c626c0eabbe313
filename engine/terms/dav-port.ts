/** What a collection of an account holds: events (CalDAV) or cards (CardDAV). */
export type DavKind = 'calendar' | 'contacts'

/** One calendar or address book of an account. */
export interface DavCollection {
  /** The path on the server of the account, ending in `/`. */
  readonly path: string
  /** As the person sees it; the last part of the path where it has no name. */
  readonly name: string
}

/** One stored text (an event with its exceptions, or a card) and its version. */
export interface DavItem {
  readonly path: string
  readonly etag: string
  readonly text: string
}

/** Which items are wanted; a server may give more than fit. */
export interface DavFilter {
  readonly uid?: string
  /** Milliseconds since 1970. */
  readonly from?: number
  readonly to?: number
}

/**
 * The calendars and address books of the accounts of the person. Every path belongs to the server of the account; a path or
 * a redirect that leads to another one is refused. Methods throw ToolError with one of the codes of `davErrors`, which says
 * that nothing was changed; a connection that breaks while a change is under way throws another error.
 */
export interface DavPort {
  collections(account: string, kind: DavKind, signal: AbortSignal): Promise<readonly DavCollection[]>
  items(account: string, kind: DavKind, collection: string, filter: DavFilter, signal: AbortSignal): Promise<{ readonly items: readonly DavItem[]; readonly truncated: boolean }>
  get(account: string, path: string, signal: AbortSignal): Promise<DavItem | undefined>
  /** Writes only over the version `etag`; null: only where nothing is. */
  put(account: string, kind: DavKind, path: string, text: string, etag: string | null, signal: AbortSignal): Promise<void>
  /** Removes only the version `etag`. */
  remove(account: string, path: string, etag: string, signal: AbortSignal): Promise<void>
}

/** What a DavPort may fail with. */
export const davErrors = {
  'not-here': 'This host has no way to reach accounts.',
  'no-account': 'There is no such account, or it lacks what this needs; the message says what to write in the file of accounts.',
  login: 'The server refused the user or the secret of the account.',
  unreachable: 'The server could not be reached, or its certificate is not good.',
  insecure: 'The account would send its secret over a connection that is not encrypted.',
  refused: 'The server refused what was asked of it.',
  'bad-answer': 'The server answered something that could not be understood.',
  missing: 'There is nothing there.',
  changed: 'Somebody else changed it in the meantime; it was left as it is.',
  'too-large': 'It is larger than what is taken from a server.',
} as const
