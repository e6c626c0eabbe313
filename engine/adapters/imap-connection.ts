/*
 * Connections to the mail servers of accounts. Owns: that the secret goes over an encrypted connection or stays on this
 * machine, bounds of time and size, and what the faults of the library mean here. A connection that did its work well waits a
 * second for the next question of the same account.
 */
import type { ImapFlow } from 'imapflow'
import { ToolError } from '../terms/tool.ts'
import { isLoopback, type Login } from './accounts-file.ts'

export const largestMessage = 64 * 1024 * 1024
const patience = 30_000

/** Connections that wait, at most one for each account. */
const waiting = new Map<string, { readonly client: ImapFlow; readonly timer: NodeJS.Timeout }>()
const longestWait = 1000

/**
 * Connects, or takes the connection that waits, and does the work. `changes`: one that breaks leaves open what was done.
 * `fresh`: no folder is open yet.
 */
export async function withImap<T>(login: Login, signal: AbortSignal, { changes = false, fresh = false }: { readonly changes?: boolean; readonly fresh?: boolean }, work: (client: ImapFlow) => Promise<T>): Promise<T> {
  signal.throwIfAborted()
  let client: ImapFlow | undefined
  let connected = false
  const stop = (): void => client?.close()
  signal.addEventListener('abort', stop, { once: true })
  try {
    client = fresh ? undefined : await waitingClient(login)
    if (client === undefined) {
      client = await freshClient(login)
      await client.connect()
    }
    connected = true
    const result = await work(client)
    keep(login, client)
    return result
  } catch (cause) {
    client?.close()
    signal.throwIfAborted()
    throw faultOf(cause, login, connected && changes)
  } finally {
    signal.removeEventListener('abort', stop)
  }
}

async function freshClient(login: Login): Promise<ImapFlow> {
  const { ImapFlow: Client } = await import('imapflow')
  const plain = !login.secure && isLoopback(login.host)
  const client = new Client({
    host: login.host, port: login.port, secure: login.secure, auth: { user: login.user, pass: login.password }, logger: false, disableAutoIdle: true,
    connectionTimeout: patience, greetingTimeout: patience, socketTimeout: patience * 2, maxLiteralSize: largestMessage, maxResponseSize: largestMessage * 2, maxLineLength: 4 * 1024 * 1024,
    ...(login.secure ? {} : { doSTARTTLS: !plain }),
  })
  client.on('error', () => {})
  return client
}

/** Gives the connection that waits for this very login, if it still answers. */
async function waitingClient(login: Login): Promise<ImapFlow | undefined> {
  const found = waiting.get(keyOf(login))
  if (found === undefined) return undefined
  waiting.delete(keyOf(login))
  clearTimeout(found.timer)
  try {
    if (!found.client.usable) return undefined
    await found.client.noop()
    return found.client.usable ? found.client : undefined
  } catch {
    found.client.close()
    return undefined
  }
}

function keep(login: Login, client: ImapFlow): void {
  const key = keyOf(login)
  if (waiting.has(key) || !client.usable) return client.close()
  const timer = setTimeout(() => {
    waiting.delete(key)
    void client.logout().catch(() => client.close())
  }, longestWait)
  waiting.set(key, { client, timer: timer.unref() })
}

function keyOf({ host, port, secure, user, password }: Login): string {
  return JSON.stringify([host, port, secure, user, password])
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
