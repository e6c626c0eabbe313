import type { FetchMessageObject, ImapFlow, SearchObject } from 'imapflow'
import type { MailFolder, MailHead, MailMark, MailMarks, MailQuery } from '../terms/mail-port.ts'
import { ToolError } from '../terms/tool.ts'
import { largestMessage } from './imap-connection.ts'

const flags: { readonly [mark in MailMark]: string } = { read: '\\Seen', flagged: '\\Flagged', answered: '\\Answered' }
const uses: { readonly [use: string]: MailFolder['use'] } = { '\\Inbox': 'inbox', '\\Drafts': 'drafts', '\\Sent': 'sent', '\\Trash': 'trash', '\\Junk': 'junk', '\\Archive': 'archive' }

export async function foldersOf(client: ImapFlow): Promise<readonly MailFolder[]> {
  const all = await client.list()
  return all.filter((one) => !one.flags.has('\\Noselect')).slice(0, 5000).map(({ path, specialUse }) => ({ path, use: (path.toUpperCase() === 'INBOX' ? 'inbox' : uses[specialUse ?? '']) ?? 'other' }))
}

/** Opens a folder, does the work in it, and leaves it. */
export async function inFolder<T>(client: ImapFlow, folder: string, readOnly: boolean, work: (validity: bigint) => Promise<T>): Promise<T> {
  const lock = await client.getMailboxLock(folder, { readOnly })
  try {
    return await work(client.mailbox === false ? 0n : client.mailbox.uidValidity)
  } finally {
    lock.release()
  }
}

/** Gives the newest messages that fit, newest first. */
export function searchIn(client: ImapFlow, folder: string, query: MailQuery, most: number): Promise<{ readonly messages: readonly MailHead[]; readonly truncated: boolean }> {
  return inFolder(client, folder, true, async (validity) => {
    const found = await client.search(criteriaOf(query), { uid: true })
    const uids = (found === false || found === undefined ? [] : [...found]).sort((a, b) => b - a)
    if (uids.length === 0) return { messages: [], truncated: false }
    const heads = await client.fetchAll(uids.slice(0, most).join(','), { uid: true, envelope: true, flags: true, internalDate: true, size: true }, { uid: true })
    const messages = heads.map((message) => headOf(message, validity)).sort((a, b) => b.date - a.date)
    return { messages, truncated: uids.length > most }
  })
}

function criteriaOf({ from, to, subject, text, since, before, unread, flagged }: MailQuery): SearchObject {
  return {
    all: true,
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    ...(subject !== undefined && { subject }),
    ...(text !== undefined && { text }),
    ...(since !== undefined && { since: new Date(since) }),
    ...(before !== undefined && { before: new Date(before) }),
    ...(unread !== undefined && { seen: !unread }),
    ...(flagged !== undefined && { flagged }),
  }
}

function headOf(message: FetchMessageObject, validity: bigint): MailHead {
  const { envelope, flags: marks = new Set<string>() } = message
  const people = (list: readonly { readonly name?: string | undefined; readonly address?: string | undefined }[] | undefined): string =>
    (list ?? []).slice(0, 20).map(({ name = '', address = '' }) => (name === '' ? address : `${name} <${address}>`)).join(', ').slice(0, 1000)
  return {
    id: `${validity}-${message.uid}`,
    from: people(envelope?.from),
    to: people(envelope?.to),
    subject: (envelope?.subject ?? '').slice(0, 1000),
    messageId: (envelope?.messageId ?? '').slice(0, 1000),
    date: timeOf(message),
    size: message.size ?? 0,
    unread: !marks.has(flags.read),
    flagged: marks.has(flags.flagged),
  }
}

function timeOf({ internalDate }: FetchMessageObject): number {
  const time = internalDate === undefined ? 0 : new Date(internalDate).getTime()
  return Number.isNaN(time) ? 0 : time
}

/** Gives the number of a message in its folder; an id of an earlier life of the folder names nothing. */
export function uidOf(id: string, validity: bigint): string {
  const found = /^(\d{1,20})-(\d{1,10})$/.exec(id)
  if (found === null || found[1] !== String(validity)) throw new ToolError('missing', 'There is no such message in this folder any more.')
  return found[2] as string
}

export function readIn(client: ImapFlow, folder: string, id: string): Promise<{ readonly bytes: Uint8Array; readonly date: number; readonly marks: MailMarks } | undefined> {
  return inFolder(client, folder, true, async (validity) => {
    const uid = uidOf(id, validity)
    const head = await client.fetchOne(uid, { uid: true, size: true, flags: true, internalDate: true }, { uid: true })
    if (head === false || head === undefined) return undefined
    if ((head.size ?? 0) > largestMessage) throw new ToolError('too-large', `The message has ${head.size} bytes; at most ${largestMessage} are read.`)
    const whole = await client.fetchOne(uid, { uid: true, source: true }, { uid: true })
    if (whole === false || whole === undefined || whole.source === undefined) return undefined
    return { bytes: new Uint8Array(whole.source), date: timeOf(head), marks: marksOf(head.flags ?? new Set()) }
  })
}

function marksOf(set: ReadonlySet<string>): MailMarks {
  return { read: set.has(flags.read), flagged: set.has(flags.flagged), answered: set.has(flags.answered) }
}

/** A server may find more than was asked for: the head of each is looked at. */
export function findIn(client: ImapFlow, folder: string, messageId: string): Promise<readonly string[]> {
  return inFolder(client, folder, true, async (validity) => {
    const found = await client.search({ header: { 'message-id': messageId } }, { uid: true })
    if (found === false || found === undefined || found.length === 0) return []
    const heads = await client.fetchAll(found.slice(0, 100).join(','), { uid: true, envelope: true }, { uid: true })
    return heads.filter(({ envelope }) => envelope?.messageId === messageId).map(({ uid }) => `${validity}-${uid}`)
  })
}

export function markIn(client: ImapFlow, folder: string, id: string, marks: Partial<MailMarks>): Promise<void> {
  return inFolder(client, folder, false, async (validity) => {
    const uid = await existing(client, uidOf(id, validity))
    const chosen = (value: boolean): string[] => (Object.keys(flags) as MailMark[]).filter((mark) => marks[mark] === value).map((mark) => flags[mark])
    const [added, taken] = [chosen(true), chosen(false)]
    if (added.length > 0) await client.messageFlagsAdd(uid, added, { uid: true })
    if (taken.length > 0) await client.messageFlagsRemove(uid, taken, { uid: true })
  })
}

export function moveIn(client: ImapFlow, folder: string, id: string, to: string): Promise<string | undefined> {
  return inFolder(client, folder, false, async (validity) => {
    const uid = await existing(client, uidOf(id, validity))
    const moved = await client.messageMove(uid, to, { uid: true })
    if (moved === false) throw new ToolError('no-folder', 'The message could not be moved there. Look whether the folder exists.')
    const own = moved.uidMap?.get(Number(uid))
    return own === undefined || moved.uidValidity === undefined ? undefined : `${moved.uidValidity}-${own}`
  })
}

export function removeIn(client: ImapFlow, folder: string, id: string): Promise<void> {
  return inFolder(client, folder, false, async (validity) => {
    const uid = await existing(client, uidOf(id, validity))
    if (!(await client.messageDelete(uid, { uid: true }))) throw new ToolError('refused', 'The mail server did not remove the message.')
  })
}

async function existing(client: ImapFlow, uid: string): Promise<string> {
  const head = await client.fetchOne(uid, { uid: true }, { uid: true })
  if (head === false || head === undefined) throw new ToolError('missing', 'There is no such message in this folder any more.')
  return uid
}
