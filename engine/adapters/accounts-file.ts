import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs'
import { isIP } from 'node:net'
import { ToolError } from '../terms/tool.ts'

const largest = 1024 * 1024

/** A server of an account and how to log in to it. */
export interface Login {
  readonly host: string
  readonly port: number
  /** Encrypted from the first byte; otherwise the connection must be upgraded before the secret is sent, or be loopback. */
  readonly secure: boolean
  readonly user: string
  readonly password: string
}

export interface DavLogin {
  readonly url: URL
  readonly user: string
  readonly password: string
}

/** One account of the file; a part that is not written is not there. */
export interface Account {
  readonly name: string
  readonly dav: DavLogin | undefined
  readonly imap: Login | undefined
  readonly smtp: Login | undefined
  readonly address: string | undefined
  readonly shownName: string
  readonly folders: { readonly drafts: string | undefined; readonly sent: string | undefined }
  readonly savesSent: boolean
}

/**
 * The accounts of the person, in one JSON file that only its owner may read. Read anew at each question, never written.
 * Every fault is a ToolError `no-account` or `insecure` that says what to do and never holds what the file holds.
 */
export class AccountsFile {
  readonly #path: string

  constructor(path: string) {
    this.#path = path
  }

  find(name: string): Account {
    const accounts = this.#accounts()
    const value = Object.hasOwn(accounts, name) ? accounts[name] : undefined
    if (value === undefined) throw lack(`There is no account ${JSON.stringify(name.slice(0, 64))} in ${this.#path}. ${namesOf(accounts)}`)
    return accountOf(name, value, this.#path)
  }

  #accounts(): { readonly [name: string]: unknown } {
    let value: unknown
    const text = this.#text()
    try {
      value = JSON.parse(text)
    } catch {
      throw lack(`${this.#path} is not JSON. Mend it by hand: docs/areas/mail.md shows what it holds.`)
    }
    if (isObject(value) && isObject(value['accounts'])) return value['accounts']
    throw lack(`${this.#path} holds no "accounts". Write { "accounts": { "home": { … } } }: docs/areas/mail.md shows it.`)
  }

  /** The rights are looked at on the opened file, so that nothing can be put in its place in between. */
  #text(): string {
    let file: number
    try {
      file = openSync(this.#path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0))
    } catch (cause) {
      if ((cause as { readonly code?: string }).code === 'ENOENT') throw lack(`There are no accounts: ${this.#path} is not there. Write it by hand, for you alone (chmod 600): docs/areas/mail.md shows what it holds.`)
      throw lack(`${this.#path} could not be opened. It must be an ordinary file that you may read, not a link.`)
    }
    try {
      const facts = fstatSync(file)
      if (!facts.isFile() || facts.size > largest) throw lack(`${this.#path} is no ordinary file of at most 1 MiB.`)
      if (process.platform !== 'win32' && (facts.mode & 0o077) !== 0) throw insecure(`${this.#path} may be read by others on this machine. Take that right away: chmod 600 ${this.#path}`)
      if (process.getuid !== undefined && facts.uid !== process.getuid()) throw insecure(`${this.#path} belongs to another user of this machine.`)
      return readFileSync(file, 'utf8')
    } finally {
      closeSync(file)
    }
  }
}

/** Tells whether a host is this very machine, where nobody else listens on the wire. */
export function isLoopback(host: string): boolean {
  const plain = host.replace(/^\[|\]$/g, '').toLowerCase()
  return plain === 'localhost' || plain === '::1' || (isIP(plain) === 4 && plain.startsWith('127.'))
}

function accountOf(name: string, value: unknown, path: string): Account {
  const fail = (what: string): never => {
    throw lack(`The account ${JSON.stringify(name)} in ${path} ${what}: docs/areas/mail.md shows what it holds.`)
  }
  if (!isObject(value)) return fail('is not an object')
  const folders = isObject(value['folders']) ? value['folders'] : {}
  const address = textOf(value['address'])
  if (address !== undefined && !/^[^\s@<>,;"]+@[^\s@<>,;"]+$/.test(address)) fail('has an "address" that is no mail address')
  return {
    name,
    dav: value['dav'] === undefined ? undefined : davOf(value['dav'], fail),
    imap: value['imap'] === undefined ? undefined : loginOf('imap', value['imap'], 993, fail),
    smtp: value['smtp'] === undefined ? undefined : loginOf('smtp', value['smtp'], 465, fail),
    address,
    shownName: textOf(value['name']) ?? '',
    folders: { drafts: textOf(folders['drafts']), sent: textOf(folders['sent']) },
    savesSent: value['saves_sent'] === true,
  }
}

type Fail = (what: string) => never

function davOf(value: unknown, fail: Fail): DavLogin {
  if (!isObject(value)) return fail('has a "dav" that is not an object')
  const { user, password, url } = { user: textOf(value['user']), password: textOf(value['password']), url: urlOf(value['url']) }
  if (user === undefined || password === undefined || url === undefined || url.username !== '' || url.password !== '') return fail('needs "url" (https, without a user in it), "user" and "password" in its "dav"')
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) throw insecure(`The account would send its secret over http. Write an https address in its "dav".`)
  return url.protocol === 'https:' || url.protocol === 'http:' ? { url, user, password } : fail('has a "dav" whose "url" is not https')
}

function loginOf(part: string, value: unknown, usual: number, fail: Fail): Login {
  if (!isObject(value)) return fail(`has an "${part}" that is not an object`)
  const host = textOf(value['host'])
  const user = textOf(value['user'])
  const password = textOf(value['password'])
  const port = value['port'] ?? usual
  if (host === undefined || user === undefined || password === undefined) return fail(`needs "host", "user" and "password" in its "${part}"`)
  if (!/^[A-Za-z0-9.:_-]{1,253}$/.test(host)) return fail(`has an "${part}" whose "host" is no host name`)
  if (typeof port !== 'number' || !Number.isInteger(port) || port < 1 || port > 65535) return fail(`has an "${part}" whose "port" is no port`)
  return { host, port, secure: typeof value['secure'] === 'boolean' ? value['secure'] : port === usual, user, password }
}

function namesOf(accounts: { readonly [name: string]: unknown }): string {
  const names = Object.keys(accounts).slice(0, 20)
  return names.length === 0 ? 'It holds none.' : `Accounts there: ${names.map((name) => name.slice(0, 64)).join(', ')}.`
}

function urlOf(value: unknown): URL | undefined {
  return typeof value === 'string' && URL.canParse(value) ? new URL(value) : undefined
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function lack(message: string): ToolError {
  return new ToolError('no-account', message)
}

function insecure(message: string): ToolError {
  return new ToolError('insecure', message)
}
