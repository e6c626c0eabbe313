/*
 * Mail that lies in files: mbox files, Maildir folders, and folders of .eml files. Owns: what names a message in each of
 * them, so that the same id gives the same message or none.
 */
import { joinPath, nameOf } from '../../../terms/file-path.ts'
import type { FileFacts, ToolPorts } from '../../../terms/ports.ts'
import { ToolError } from '../../../terms/tool.ts'
import { quoted } from '../../in-words.ts'
import { hashOfBytes } from '../file/file-content.ts'
import { mboxMessages, type MboxMessage } from './mbox.ts'

const largestMessage = 64 * 1024 * 1024
const mostFiles = 100_000

export interface LocalMessage {
  readonly id: string
  readonly bytes: Uint8Array
  readonly size: number
  /** When it came as far as the store tells, in milliseconds since 1970. */
  readonly date: number
  readonly unread: boolean
  readonly flagged: boolean
  /** The file, where it has one of its own. */
  readonly path: string | undefined
}

type Call = { readonly ports: ToolPorts; readonly signal: AbortSignal }

/** Gives the messages of a place one after another; with `id` only the one of that name. */
export async function* localMessages(call: Call, path: string, id?: string): AsyncGenerator<LocalMessage> {
  const { files } = call.ports
  const facts = await files.facts(path)
  if (facts === undefined) throw new ToolError('missing', `There is nothing at ${quoted(path)}.`, { path })
  if (facts.kind === 'folder') {
    for (const one of await mailFiles(call, path)) {
      call.signal.throwIfAborted()
      const name = idOf(one.name)
      if (id === undefined || id === name) yield await fileMessage(call, one, name)
    }
  } else if (facts.kind !== 'file') throw new ToolError('no-access', `${quoted(path)} is neither a file nor a folder.`, { path })
  else if (/\.eml$/i.test(facts.name)) yield await fileMessage(call, facts, facts.name)
  else yield* mboxFile(call, facts, id)
}

async function* mboxFile(call: Call, facts: FileFacts, id: string | undefined): AsyncGenerator<LocalMessage> {
  const start = new TextDecoder().decode(await call.ports.files.read(facts.path, { length: 5 }))
  if (facts.size > 0 && start !== 'From ') throw new ToolError('not-mail', `${quoted(facts.path)} is no mbox file: it does not begin with "From ". A single message must end in .eml.`)
  for await (const message of mboxMessages(call.ports.files.readStream(facts.path, call.signal))) {
    const own = `${message.offset}-${hashOfBytes(message.bytes.subarray(0, 4096)).slice(0, 16)}`
    if (id !== undefined && id !== own) continue
    yield { id: own, bytes: message.bytes, size: message.size, date: dateOf(message, facts), unread: !/^(?:x-)?status:[^\r\n]*R/im.test(headOf(message)), flagged: /^x-status:[^\r\n]*F/im.test(headOf(message)), path: undefined }
    if (id !== undefined) return
  }
}

function headOf({ bytes }: MboxMessage): string {
  return new TextDecoder().decode(bytes.subarray(0, 8192)).split(/\r?\n\r?\n/, 1)[0] ?? ''
}

function dateOf({ fromLine }: MboxMessage, facts: FileFacts): number {
  const found = /((?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\s+)?([A-Z][a-z]{2})\s+(\d{1,2})\s+(\d\d:\d\d(?::\d\d)?)\s+(\d{4})/.exec(fromLine)
  const time = found === null ? Number.NaN : Date.parse(`${found[3]} ${found[2]} ${found[5]} ${found[4]} UTC`)
  return Number.isNaN(time) ? facts.modified : time
}

/** Gives the files of a Maildir (new and cur), or the .eml files of a folder. */
async function mailFiles(call: Call, path: string): Promise<readonly FileFacts[]> {
  const { files } = call.ports
  const inside = await files.list(path)
  const parts = inside.filter(({ name, kind }) => kind === 'folder' && (name === 'cur' || name === 'new'))
  const found = parts.length > 0 ? (await Promise.all(parts.map((part) => files.list(part.path)))).flat() : inside.filter(({ name }) => /\.eml$/i.test(name))
  const kept = found.filter(({ kind, name }) => kind === 'file' && !name.startsWith('.'))
  if (kept.length > mostFiles) throw new ToolError('too-many', `More than ${mostFiles} messages lie in ${quoted(path)}.`, { path })
  return kept
}

/** A Maildir name changes after `:2,` when the message is marked. */
function idOf(name: string): string {
  return name.replace(/[:;!]2,[A-Za-z]*$/, '')
}

async function fileMessage(call: Call, facts: FileFacts, id: string): Promise<LocalMessage> {
  const flags = /[:;!]2,([A-Za-z]*)$/.exec(facts.name)?.[1] ?? ''
  const maildir = /[/\\](?:cur|new)[/\\][^/\\]+$/.test(facts.path)
  const bytes = await call.ports.files.read(facts.path, { length: Math.min(facts.size, largestMessage) })
  const received = maildir ? Number(/^(\d{9,11})\./.exec(facts.name)?.[1] ?? 0) * 1000 : 0
  return { id, bytes, size: facts.size, date: received || facts.modified, unread: maildir && !flags.includes('S'), flagged: flags.includes('F'), path: facts.path }
}

/** Gives one message by its id; fails with `missing`. */
export async function localMessage(call: Call, path: string, id: string): Promise<LocalMessage> {
  for await (const message of localMessages(call, path, id)) if (message.id === id) return message
  throw new ToolError('missing', `There is no message ${quoted(id)} in ${quoted(nameOf(path))} any more.`, { id })
}

/** Gives the name of a Maildir file with other flags, and the folder it then lies in. */
export function maildirPlace(maildir: string, id: string, flags: string): string {
  return joinPath(joinPath(maildir, 'cur'), `${id}:2,${[...new Set(flags)].sort().join('')}`)
}
