/** What of a window is needed to take its token. */
export interface TokenPage {
  readonly location: { readonly origin: string; readonly pathname: string; readonly search: string; readonly hash: string }
  readonly history: { replaceState(data: unknown, unused: string, address: string): void }
  readonly sessionStorage: Pick<Storage, 'getItem' | 'setItem'>
}

const key = 'chela-token'

/**
 * Gives the token of the server that this page came from, and takes it out of the address bar; null: the page stands alone.
 * It stands in the fragment (`#token=…`, with `&place=…` for where to begin), which no browser sends anywhere; then in the
 * storage of this one tab. A link that `chela serve --open` made holds a ticket instead, which buys the token once. The
 * address bar is clean before anything is waited for.
 */
export async function takePageToken(page: TokenPage): Promise<string | null> {
  const { location, history } = page
  const fragment = new URLSearchParams(location.hash.slice(1))
  const token = fragment.get('token')
  const ticket = fragment.get('ticket')
  if (token === null && ticket === null) return keptToken(page)
  const place = fragment.get('place') ?? ''
  history.replaceState(null, '', `${location.pathname}${location.search}${place.startsWith('/') ? `#${place}` : ''}`)
  const taken = token ?? (await redeem(location.origin, ticket as string))
  if (taken === null) return keptToken(page)
  keepToken(page, taken)
  return taken
}

function keptToken(page: TokenPage): string | null {
  try {
    return page.sessionStorage.getItem(key)
  } catch {
    return null
  }
}

/** Where the browser lets the page keep nothing, the token is there until the page is loaded anew. */
function keepToken(page: TokenPage, token: string): void {
  try {
    page.sessionStorage.setItem(key, token)
  } catch {
    // As said.
  }
}

async function redeem(origin: string, ticket: string): Promise<string | null> {
  try {
    const answer = await globalThis.fetch(`${origin}/api/token`, { method: 'POST', headers: { Authorization: `Bearer ${ticket}` }, credentials: 'omit', redirect: 'error', cache: 'no-store' })
    const body = (await answer.json()) as { readonly answer?: unknown }
    return answer.ok && typeof body.answer === 'string' ? body.answer : null
  } catch {
    return null
  }
}
