import { buffer } from 'node:stream/consumers'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

export interface SmtpInbox {
  readonly port: number
  readonly user: string
  readonly password: string
  /** What was taken: to whom, and the whole message. */
  readonly taken: { readonly from: string; readonly to: readonly string[]; readonly text: string }[]
  stop(): Promise<void>
}

/** Starts a sending server on this machine that keeps what it takes. It refuses recipients at refused.example, and messages with REFUSE in them. */
export async function startSmtp(): Promise<SmtpInbox> {
  const [user, password] = ['ada', 'secret-send-777']
  const taken: SmtpInbox['taken'][number][] = []
  const server = new SMTPServer({
    authOptional: false,
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    onAuth: (auth, _session, done) => done(auth.username === user && auth.password === password ? null : new Error('Wrong'), { user }),
    onRcptTo: (address, _session, done) => done(address.address.endsWith('@refused.example') ? new Error('Nobody here') : null),
    onData: (stream, session, done) => {
      void buffer(stream).then((bytes) => {
        const text = bytes.toString('utf8')
        if (text.includes('REFUSE')) return done(Object.assign(new Error('No'), { responseCode: 554 }))
        taken.push({ from: session.envelope.mailFrom === false ? '' : session.envelope.mailFrom.address, to: session.envelope.rcptTo.map(({ address }) => address), text })
        done(null)
      })
    },
  })
  server.on('error', () => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.server.address() as AddressInfo
  return { port, user, password, taken, stop: () => new Promise((resolve) => server.close(() => resolve())) }
}
