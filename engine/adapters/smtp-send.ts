import { ToolError } from '../terms/tool.ts'
import { isLoopback, type Login } from './accounts-file.ts'

const patience = 60_000

/**
 * Hands a whole message to the sending server of an account. A ToolError says that it was not taken; any other error leaves
 * that open.
 */
export async function smtpSend(login: Login, from: string, recipients: readonly string[], bytes: Uint8Array, signal: AbortSignal): Promise<{ readonly accepted: readonly string[]; readonly rejected: readonly string[] }> {
  signal.throwIfAborted()
  const { default: nodemailer } = await import('nodemailer')
  const plain = !login.secure && isLoopback(login.host)
  const transport = nodemailer.createTransport({
    host: login.host, port: login.port, secure: login.secure, auth: { user: login.user, pass: login.password },
    requireTLS: !login.secure && !plain, ignoreTLS: plain, logger: false, disableFileAccess: true, disableUrlAccess: true,
    connectionTimeout: patience, greetingTimeout: patience, socketTimeout: patience * 2,
  })
  let stop = (): void => {}
  const stopped = new Promise<never>((_resolve, reject) => {
    stop = () => reject(new Error(`Handing a message to ${login.host} was broken off; it may have been taken.`))
  })
  signal.addEventListener('abort', stop, { once: true })
  try {
    const sent = await Promise.race([transport.sendMail({ envelope: { from, to: [...recipients] }, raw: Buffer.from(bytes) }), stopped])
    return { accepted: addresses(sent.accepted), rejected: addresses(sent.rejected) }
  } catch (cause) {
    throw signal.aborted ? cause : faultOf(cause, login)
  } finally {
    signal.removeEventListener('abort', stop)
    transport.close()
  }
}

function addresses(list: unknown): readonly string[] {
  if (!Array.isArray(list)) return []
  return list.map((one: unknown) => (typeof one === 'string' ? one : String((one as { readonly address?: unknown }).address ?? '')))
}

interface Fault {
  readonly code?: string
  readonly command?: string
  readonly responseCode?: number
}

/** An answer of 400 or more to any command says that the message was not taken; so does a connection that never stood. */
function faultOf(cause: unknown, { host }: Login): Error {
  const { code = 'no reason is given', command, responseCode } = (typeof cause === 'object' && cause !== null ? cause : {}) as Fault
  if (code === 'EAUTH') return new ToolError('login', `The sending server ${host} refused the user or the secret of this account.`)
  if (responseCode !== undefined && responseCode >= 400) return new ToolError('refused', `The sending server ${host} did not take the message (${responseCode}).`)
  if (code === 'EENVELOPE') return new ToolError('refused', `The sending server ${host} took none of the recipients.`)
  if (code === 'ETLS' || command === 'STARTTLS') return new ToolError('unreachable', `The sending server ${host} offers no good encrypted connection.`)
  if (command === 'CONN' || code === 'EDNS' || code === 'ECONNREFUSED') return new ToolError('unreachable', `The sending server ${host} could not be reached (${code}).`)
  return new Error(`The connection to the sending server ${host} broke while a message was being handed over (${code}).`)
}
