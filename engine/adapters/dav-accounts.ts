import type { DavCollection, DavFilter, DavItem, DavKind, DavPort } from '../terms/dav-port.ts'
import { ToolError } from '../terms/tool.ts'
import type { AccountsFile, DavLogin } from './accounts-file.ts'
import { childOf, rawText, readMultistatus, textIn, type DavResource } from './dav-multistatus.ts'
import { davRequest, onServer, type DavResponse } from './dav-request.ts'

const mostItems = 10_000
const largestItem = 4 * 1024 * 1024

const namespaces = 'xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav" xmlns:a="urn:ietf:params:xml:ns:carddav"'

/** What differs between calendars (RFC 4791) and address books (RFC 6352). */
const kinds = {
  calendar: { home: 'c:calendar-home-set', homeName: 'calendar-home-set', type: 'calendar', data: 'calendar-data', prefix: 'c', media: 'text/calendar; charset=utf-8' },
  contacts: { home: 'a:addressbook-home-set', homeName: 'addressbook-home-set', type: 'addressbook', data: 'address-data', prefix: 'a', media: 'text/vcard; charset=utf-8' },
} as const

/** Gives the calendars and address books of the accounts in a file. */
export function davAccounts(accounts: Pick<AccountsFile, 'find'>): DavPort {
  const login = (account: string): DavLogin => {
    const { dav } = accounts.find(account)
    if (dav !== undefined) return dav
    throw new ToolError('no-account', `The account ${JSON.stringify(account.slice(0, 64))} has no "dav". Add "dav": { "url", "user", "password" } to it in the file of accounts.`)
  }
  return {
    collections: async (account, kind, signal) => collectionsOf(login(account), kind, signal),
    items: async (account, kind, collection, filter, signal) => itemsOf(login(account), kind, collection, filter, signal),
    get: async (account, path, signal) => getItem(login(account), path, signal),
    put: async (account, kind, path, text, etag, signal) => putItem(login(account), kind, path, text, etag, signal),
    remove: async (account, path, etag, signal) => removeItem(login(account), path, etag, signal),
  }
}

/** Looks at the address of the account, then at its user, then at where that one keeps things. */
async function collectionsOf(login: DavLogin, kind: DavKind, signal: AbortSignal): Promise<readonly DavCollection[]> {
  let places = await resources(login, login.url.pathname, kind, 0, signal)
  const user = hrefIn(places[0]?.properties['current-user-principal'])
  if (user !== undefined && homeOf(places, kind) === undefined) {
    const own = await resources(login, user, kind, 0, signal)
    if (homeOf(own, kind) !== undefined) places = own
  }
  const home = homeOf(places, kind) ?? login.url.pathname
  const found = await resources(login, home, kind, 1, signal)
  return found
    .filter(({ properties }) => childOf(properties['resourcetype'], kinds[kind].type) !== undefined && (kind === 'contacts' || holdsEvents(properties)))
    .map(({ href, properties }) => {
      const path = asFolder(onServer(login, href).pathname)
      return { path, name: textIn(properties['displayname']) || lastPart(path) }
    })
}

function homeOf(places: readonly DavResource[], kind: DavKind): string | undefined {
  return hrefIn(places[0]?.properties[kinds[kind].homeName])
}

function hrefIn(value: unknown): string | undefined {
  return textIn(childOf(value, 'href')) || undefined
}

function holdsEvents(properties: { readonly [name: string]: unknown }): boolean {
  const parts = childOf(properties['supported-calendar-component-set'], 'comp')
  return !Array.isArray(parts) || parts.some((part) => childOf(part, '@name') === 'VEVENT')
}

async function resources(login: DavLogin, path: string, kind: DavKind, depth: 0 | 1, signal: AbortSignal): Promise<readonly DavResource[]> {
  const body = `<?xml version="1.0" encoding="utf-8"?><d:propfind ${namespaces}><d:prop><d:current-user-principal/><d:resourcetype/><d:displayname/><${kinds[kind].home}/><c:supported-calendar-component-set/></d:prop></d:propfind>`
  const response = await davRequest(login, { method: 'PROPFIND', path, body, headers: { depth: String(depth), 'content-type': 'application/xml; charset=utf-8' } }, signal)
  return readMultistatus(expectText(login, response, 207))
}

async function itemsOf(login: DavLogin, kind: DavKind, collection: string, filter: DavFilter, signal: AbortSignal): ReturnType<DavPort['items']> {
  const { prefix, data } = kinds[kind]
  const body = `<?xml version="1.0" encoding="utf-8"?><${prefix}:${kind === 'calendar' ? 'calendar' : 'addressbook'}-query ${namespaces}><d:prop><d:getetag/><${prefix}:${data}/></d:prop>${filterOf(kind, filter)}</${prefix}:${kind === 'calendar' ? 'calendar' : 'addressbook'}-query>`
  const response = await davRequest(login, { method: 'REPORT', path: collection, body, headers: { depth: '1', 'content-type': 'application/xml; charset=utf-8' } }, signal)
  if (response.status === 404) throw new ToolError('missing', `There is no collection ${JSON.stringify(collection.slice(0, 200))} on ${login.url.host}.`)
  const items = (await readMultistatus(expectText(login, response, 207))).flatMap(({ href, properties }) => {
    const text = rawText(properties[data])
    return text === '' ? [] : [{ path: onServer(login, href).pathname, etag: textIn(properties['getetag']), text }]
  })
  return { items: items.slice(0, mostItems), truncated: items.length > mostItems }
}

function filterOf(kind: DavKind, { uid, from, to }: DavFilter): string {
  const { prefix } = kinds[kind]
  const match = uid === undefined ? '' : `<${prefix}:prop-filter name="UID"><${prefix}:text-match collation="i;octet">${escaped(uid)}</${prefix}:text-match></${prefix}:prop-filter>`
  if (kind === 'contacts') return `<a:filter>${match}</a:filter>`
  const span = from === undefined || to === undefined ? '' : `<c:time-range start="${davTime(from)}" end="${davTime(to)}"/>`
  return `<c:filter><c:comp-filter name="VCALENDAR"><c:comp-filter name="VEVENT">${span}${match}</c:comp-filter></c:comp-filter></c:filter>`
}

async function getItem(login: DavLogin, path: string, signal: AbortSignal): Promise<DavItem | undefined> {
  const response = await davRequest(login, { method: 'GET', path }, signal)
  if (response.status === 404 || response.status === 410) return undefined
  const text = expectText(login, response, 200)
  if (text.length > largestItem) throw new ToolError('too-large', `What lies at ${JSON.stringify(path.slice(0, 200))} is larger than ${largestItem} characters.`)
  if (response.etag === null) throw new ToolError('bad-answer', `The server ${login.url.host} does not tell the versions of what it keeps (no ETag), so nothing there can be changed safely.`)
  return { path: onServer(login, path).pathname, etag: response.etag, text }
}

async function putItem(login: DavLogin, kind: DavKind, path: string, text: string, etag: string | null, signal: AbortSignal): Promise<void> {
  const condition: { readonly [name: string]: string } = etag === null ? { 'if-none-match': '*' } : { 'if-match': etag }
  const response = await davRequest(login, { method: 'PUT', path, body: text, headers: { ...condition, 'content-type': kinds[kind].media } }, signal)
  expectChange(login, response, path)
}

async function removeItem(login: DavLogin, path: string, etag: string, signal: AbortSignal): Promise<void> {
  const response = await davRequest(login, { method: 'DELETE', path, headers: { 'if-match': etag } }, signal)
  expectChange(login, response, path)
}

function expectText(login: DavLogin, response: DavResponse, status: number): string {
  if (response.status === status) return response.text
  if (response.status === 404) throw new ToolError('missing', `There is nothing at ${JSON.stringify(response.path.slice(0, 200))} on ${login.url.host}. Look at the "url" of the account.`)
  throw new ToolError('refused', `The server ${login.url.host} answered with status ${response.status}.`)
}

/** A fault of the server itself (5xx) leaves open whether the change took place. */
function expectChange(login: DavLogin, { status }: DavResponse, path: string): void {
  if (status >= 200 && status < 300) return
  const shown = JSON.stringify(path.slice(0, 200))
  if (status === 412 || status === 409) throw new ToolError('changed', `What lies at ${shown} was changed by somebody else; it was left as it is.`)
  if (status === 404 || status === 410) throw new ToolError('missing', `There is nothing at ${shown}.`)
  if (status < 500) throw new ToolError('refused', `The server ${login.url.host} did not take it (status ${status}).`)
  throw new Error(`The server ${login.url.host} failed while something was being changed (status ${status}).`)
}

function davTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/[-:]|\.\d+/g, '')
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '')
}

function asFolder(path: string): string {
  return path.endsWith('/') ? path : `${path}/`
}

function lastPart(path: string): string {
  const part = path.split('/').findLast((one) => one !== '') ?? path
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
