import { davAccounts } from '../../engine/adapters/dav-accounts.ts'
import { mailAccounts } from '../../engine/adapters/mail-accounts.ts'
import { accountsIn } from '../helpers/accounts-text.ts'
import { dovecotProgram, startDovecot } from '../helpers/dovecot.ts'
import { radicaleProgram, startRadicale } from '../helpers/radicale.ts'
import { startSmtp } from '../helpers/smtp-inbox.ts'
import type { Accounts } from './deeds-in-accounts.ts'

export const missingServers = { dav: 'missing' in radicaleProgram, mail: 'missing' in dovecotProgram }

interface Server {
  readonly port: number
  readonly user: string
  readonly password: string
}

/** Starts a Radicale, and a Dovecot with a server that sends, where this machine has them. */
export async function startAccounts(): Promise<{ readonly accounts: Accounts; readonly stop: () => Promise<void> }> {
  const [dav, mail] = [missingServers.dav ? undefined : await startDav(), missingServers.mail ? undefined : await startMail()]
  return {
    accounts: { ...(dav !== undefined && { dav: dav.account }), ...(mail !== undefined && { mail: mail.account }) },
    stop: async () => {
      await dav?.stop()
      await mail?.stop()
    },
  }
}

async function startDav(): Promise<{ readonly account: NonNullable<Accounts['dav']>; readonly stop: () => Promise<void> }> {
  const { url, user, password, folder, stop } = await startRadicale()
  return { account: { folder, port: davAccounts(accountsIn(folder, { home: { dav: { url, user, password } } })) }, stop }
}

async function startMail(): Promise<{ readonly account: NonNullable<Accounts['mail']>; readonly stop: () => Promise<void> }> {
  const [dovecot, smtp] = [await startDovecot(), await startSmtp()]
  const at = ({ port, user, password }: Server) => ({ host: '127.0.0.1', port, secure: false, user, password })
  const { maildir, deliver } = dovecot
  const port = mailAccounts(accountsIn(maildir.replace(/\/home\/.*/, ''), { home: { imap: at(dovecot), smtp: at(smtp), address: 'ada@example.org', name: 'Ada' } }))
  const stop = async (): Promise<void> => {
    await dovecot.stop()
    await smtp.stop()
  }
  return { account: { port, maildir, deliver, taken: smtp.taken }, stop }
}
