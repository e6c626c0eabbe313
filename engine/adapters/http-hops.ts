/*
 * Where a request may go. Owns: what an address must be like, and which redirects are followed. Always true: every hop passes
 * the same look as the first one; none leads from https to http, none to a host that is neither the same nor inside the
 * bounds, and none to an address that is refused.
 */
import type { HttpRequest } from '../terms/http-port.ts'
import { ToolError } from '../terms/tool.ts'
import { isSameHost, readWebAddress } from '../terms/web-address.ts'

const mostRedirects = 5
const shownLength = 200

/** Where the requests of a deed may go. */
export interface Reach {
  /** Tells whether an address lies inside the bounds of the deed; `undefined`: it has none. */
  readonly fits: ((url: string) => boolean) | undefined
  /** Gives the sentence that says why the deed may not go to an address. */
  readonly refuses: (url: string) => string | undefined
}

export const anyReach: Reach = { fits: undefined, refuses: () => undefined }

/** Gives the part of a reach that fits too. */
export function reachWithin({ fits, refuses }: Reach, inner: (url: string) => boolean): Reach {
  return { fits: (url) => (fits === undefined || fits(url)) && inner(url), refuses }
}

/** Gives the part of a reach that is not refused. */
export function reachExcept({ fits, refuses }: Reach, inner: (url: string) => string | undefined): Reach {
  return { fits, refuses: (url) => refuses(url) ?? inner(url) }
}

/** Gives the address a request begins with. */
export function firstHop(request: HttpRequest, reach: Reach): URL {
  const url = readWebAddress(request.url)
  if (url === undefined) throw new ToolError('bad-url', `${shown(request.url)} is no plain http or https address.`, {})
  if (reach.fits !== undefined && !reach.fits(url.href)) throw otherHost(url)
  return unlessRefused(url, reach)
}

/** Gives the address that an answer leads on to; `undefined` where it leads nowhere. `hops` were made before. */
export function nextHop(from: URL, first: URL, status: number, location: string | undefined, hops: number, reach: Reach): URL | undefined {
  if (![301, 302, 303, 307, 308].includes(status) || location === undefined) return undefined
  if (hops >= mostRedirects) throw new ToolError('too-many-redirects', `${first.host} leads on more than ${mostRedirects} times.`, { host: first.host })
  const next = URL.canParse(location, from.href) ? readWebAddress(new URL(location, from.href).href) : undefined
  if (next === undefined) throw new ToolError('bad-url', `${from.host} leads to ${shown(location)}, which is no plain http or https address.`, { host: from.host })
  if (from.protocol === 'https:' && next.protocol === 'http:') throw new ToolError('insecure', `${from.host} leads from https to http.`, { host: next.host })
  if (!isSameHost(first, next) && reach.fits?.(next.href) !== true) throw otherHost(next)
  return unlessRefused(next, reach)
}

function unlessRefused(url: URL, { refuses }: Reach): URL {
  const because = refuses(url.href)
  if (because === undefined) return url
  throw new ToolError('other-host', `This leads to ${url.host}, where this deed may not go. ${because}`, { host: url.host })
}

function otherHost(url: URL): ToolError {
  return new ToolError('other-host', `This leads to ${url.host}, which is not among the hosts this deed may reach. Add it to the bounds of "uses" if that is right.`, { host: url.host })
}

function shown(text: string): string {
  return JSON.stringify(text.length > shownLength ? `${text.slice(0, shownLength)}…` : text)
}
