import { execFileSync, spawn } from 'node:child_process'
import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { tempFolder } from '../tools/world.ts'
import { debianPackage } from './debian-package.ts'
import { freePort, untilOpen } from './free-port.ts'

export interface Dovecot {
  readonly port: number
  readonly user: string
  readonly password: string
  /** The Maildir of the user, where a test may put messages before it asks. */
  readonly maildir: string
  /** Puts a message into a folder; flags as Maildir writes them, such as `S`. */
  deliver(text: string, options?: { readonly folder?: string; readonly flags?: string; readonly received?: number }): void
  /** Takes all messages out of all folders. */
  empty(): void
  stop(): Promise<void>
}

const found = debianPackage('dovecot-imapd', '/usr/sbin/dovecot')

/** Dovecot gives its rights away when it starts, so it must be started by root. */
export const dovecotProgram = 'missing' in found || process.getuid?.() === 0 ? found : { missing: 'Only root can start a Dovecot.' }

/** Starts a Dovecot of our own on this machine with one user and the folders INBOX, Drafts, Sent and Archive. */
export async function startDovecot(): Promise<Dovecot> {
  const { path: folder } = await tempFolder()
  const port = await freePort()
  const [user, password] = ['ada', 'secret-mail-4242']
  const maildir = join(folder, 'home', user, 'Maildir')
  mkdirSync(maildir, { recursive: true })
  chmodSync(folder, 0o755)
  writeFileSync(join(folder, 'conf'), settings(folder, port, password))
  const own = (): void => void execFileSync('chown', ['-R', 'nobody:nogroup', join(folder, 'home')])
  own()
  const server = spawn('/usr/sbin/dovecot', ['-F', '-c', join(folder, 'conf')], { stdio: 'ignore' })
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()))
  await untilOpen(port)
  let count = 0
  return {
    port, user, password, maildir,
    deliver: (text, { folder: name = 'INBOX', flags, received = Date.UTC(2026, 4, 1) } = {}) => {
      const place = join(maildir, name === 'INBOX' ? '' : `.${name}`, 'cur')
      mkdirSync(place, { recursive: true })
      const path = join(place, `${Math.floor(received / 1000)}.M${++count}P1.test:2,${flags ?? ''}`)
      writeFileSync(path, text.replace(/\r?\n/g, '\r\n'))
      execFileSync('touch', ['-d', new Date(received).toISOString(), path])
      own()
    },
    empty: () => {
      rmSync(maildir, { recursive: true, force: true })
      mkdirSync(maildir, { recursive: true })
      own()
    },
    stop: async () => {
      server.kill('SIGTERM')
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function settings(folder: string, port: number, password: string): string {
  const special = ['Drafts', 'Sent', 'Archive'].map((name) => `  mailbox ${name} {\n    auto = create\n    special_use = \\${name}\n  }\n`).join('')
  return `base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
auth_mechanisms = plain login
default_internal_user = dovecot
default_login_user = dovenull
first_valid_uid = 1
mail_fsync = never
auth_failure_delay = 0
service imap-login {
  chroot =
  inet_listener imap {
    address = 127.0.0.1
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
service anvil {
  chroot =
}
service stats {
  chroot =
}
passdb {
  driver = static
  args = password=${password}
}
userdb {
  driver = static
  args = uid=nobody gid=nogroup home=${folder}/home/%u
}
mail_location = maildir:~/Maildir
namespace inbox {
  inbox = yes
${special}}
`
}
