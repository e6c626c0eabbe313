/*
 * One connection to the mail server of an account, for as long as one question takes. Owns: that the secret goes over an
 * encrypted connection or stays on this machine, bounds of time and size, and what the faults of the library mean here.
 */
import type { ImapFlow } from 'imapflow'
import { ToolError } from '../terms/tool.ts'
import { isLoopback, type Login } from './accounts-file.ts'

export const largestMessage = 64 * 1024 * 1024
const patience = 30_000

/** Connects, does the work, and logs out. `changes`: a connection that breaks leaves open what was done. */
export async function withImap<T>(login: Login, signal: AbortSignal, changes: boolean, work: (client: ImapFlow) => Promise<T>): Promise<T> {
  signal.throwIfAborted()
  const { ImapFlow: Client } = await import('imapflow')
  const plain = !login.secure && isLoopback(login.host)
  const client = new Client({
    host: login.host, port: login.port, secure: login.secure, auth: { user: login.user, pass: login.password }, logger: false, disableAutoIdle: true,
    connectionTimeout: patience, greetingTimeout: patience, socketTimeout: patience * 2, maxLiteralSize: largestMessage, maxResponseSize: largestMessage * 2, maxLineLength: 4 * 1024 * 1024,
    ...(login.secure ? {} : { doSTARTTLS: !plain }),
  })
  client.on('error', () => {})
  const stop = (): void => client.close()
  signal.addEventListener('abort', stop, { once: true })
  let connected = false
  try {
    await client.connect()
    connected = true
    return await work(client)
  } catch (cause) {
    signal.throwIfAborted()
    throw faultOf(cause, login, connected && changes)
  } finally {
    signal.removeEventListener('abort', stop)
    if (client.usable) await client.logout().catch(() => {})
    client.close()
  }
}

interface Fault {
  readonly code?: string
  readonly authenticationFailed?: boolean
  readonly tlsFailed?: boolean
  readonly responseStatus?: string
  readonly responseText?: string
  readonly serverResponseCode?: string
  readonly mailboxMissing?: boolean
}

/** The errors of the library may hold the command that was sent: nothing but known parts of them goes on. */
function faultOf(cause: unknown, { host }: Login, changed: boolean): Error {
  if (cause instanceof ToolError) return cause
  const fault = (typeof cause === 'object' && cause !== null ? cause : {}) as Fault
  if (fault.authenticationFailed === true) return new ToolError('login', `The mail server ${host} refused the user or the secret of this account.`)
  if (fault.mailboxMissing === true || fault.serverResponseCode === 'NONEXISTENT' || fault.serverResponseCode === 'TRYCREATE') return new ToolError('no-folder', 'The account has no such folder.')
  if (fault.responseStatus === 'NO' || fault.responseStatus === 'BAD') return new ToolError('refused', `The mail server ${host} did not take it${fault.serverResponseCode === undefined ? '' : ` (${fault.serverResponseCode.slice(0, 40)})`}.`)
  const code = fault.code ?? 'no reason is given'
  if (changed) return new Error(`The connection to the mail server ${host} broke while something was being changed (${code}).`)
  if (/TooLarge/.test(code)) return new ToolError('too-large', `The mail server ${host} sent more than is taken.`)
  const certificate = fault.tlsFailed === true || /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|TLS|SSL|WRONG_VERSION/.test(code)
  return new ToolError('unreachable', certificate ? `The mail server ${host} offers no good encrypted connection (${code}).` : `The mail server ${host} could not be reached (${code}).`)
}
