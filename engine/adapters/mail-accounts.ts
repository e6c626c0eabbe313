import type { ImapFlow } from 'imapflow'
import type { MailIdentity, MailPort } from '../terms/mail-port.ts'
import { ToolError } from '../terms/tool.ts'
import type { Account, AccountsFile, Login } from './accounts-file.ts'
import { withImap } from './imap-connection.ts'
import { findIn, foldersOf, markIn, moveIn, readIn, removeIn, searchIn } from './imap-mail.ts'
import { smtpSend } from './smtp-send.ts'

/** Gives the mail of the accounts in a file: reading through IMAP, sending through SMTP. */
export function mailAccounts(accounts: Pick<AccountsFile, 'find'>): MailPort {
  const look = <T>(account: string, signal: AbortSignal, work: (client: ImapFlow) => Promise<T>): Promise<T> => withImap(part(accounts.find(account), 'imap'), signal, {}, work)
  const change = <T>(account: string, signal: AbortSignal, work: (client: ImapFlow) => Promise<T>): Promise<T> => withImap(part(accounts.find(account), 'imap'), signal, { changes: true }, work)
  return {
    folders: async (account, signal) => look(account, signal, foldersOf),
    identity: async (account, signal) => identityOf(accounts.find(account), signal),
    search: async (account, folder, query, most, signal) => look(account, signal, (client) => searchIn(client, folder, query, most)),
    read: async (account, folder, id, signal) => look(account, signal, (client) => readIn(client, folder, id)),
    find: async (account, folder, messageId, signal) => look(account, signal, (client) => findIn(client, folder, messageId)),
    // The library leaves out marks that the folder just open does not take, even when it adds to another one.
    append: async (account, folder, bytes, { draft, read }, signal) => withImap(part(accounts.find(account), 'imap'), signal, { changes: true, fresh: true }, async (client) => {
      const flags = [...(draft ? ['\\Draft'] : []), ...(read ? ['\\Seen'] : [])]
      if ((await client.append(folder, Buffer.from(bytes), flags)) === false) throw new ToolError('refused', 'The mail server did not take the message.')
    }),
    mark: async (account, folder, id, marks, signal) => change(account, signal, (client) => markIn(client, folder, id, marks)),
    move: async (account, folder, id, to, signal) => change(account, signal, (client) => moveIn(client, folder, id, to)),
    remove: async (account, folder, id, signal) => change(account, signal, (client) => removeIn(client, folder, id)),
    send: async (account, recipients, bytes, signal) => {
      const found = accounts.find(account)
      return smtpSend(part(found, 'smtp'), addressOf(found), recipients, bytes, signal)
    },
  }
}

function part(account: Account, name: 'imap' | 'smtp'): Login {
  const login = account[name]
  if (login !== undefined) return login
  throw new ToolError('no-account', `The account ${JSON.stringify(account.name)} has no "${name}". Add "${name}": { "host", "port", "user", "password" } to it in the file of accounts.`)
}

function addressOf({ name, address, smtp, imap }: Account): string {
  const known = address ?? [smtp?.user, imap?.user].find((user) => user?.includes('@') === true)
  if (known !== undefined) return known
  throw new ToolError('no-account', `The account ${JSON.stringify(name)} has no "address", which says from whom its mail comes. Add it in the file of accounts.`)
}

/** The folders that the account names, else the ones that the server says are for this, else the usual names. */
async function identityOf(account: Account, signal: AbortSignal): Promise<MailIdentity> {
  const { drafts, sent } = account.folders
  const known = drafts !== undefined && sent !== undefined
  const folders = known ? [] : await withImap(part(account, 'imap'), signal, {}, foldersOf)
  const place = (use: 'drafts' | 'sent', usual: string): string => folders.find((one) => one.use === use)?.path ?? usual
  return { address: addressOf(account), name: account.shownName, drafts: drafts ?? place('drafts', 'Drafts'), sent: sent ?? place('sent', 'Sent'), savesSent: account.savesSent }
}
