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
  const { location, history, sessionStorage } = page
  const fragment = new URLSearchParams(location.hash.slice(1))
  const token = fragment.get('token')
  const ticket = fragment.get('ticket')
  if (token === null && ticket === null) return sessionStorage.getItem(key)
  const place = fragment.get('place') ?? ''
  history.replaceState(null, '', `${location.pathname}${location.search}${place.startsWith('/') ? `#${place}` : ''}`)
  const taken = token ?? (await redeem(location.origin, ticket as string))
  if (taken === null) return sessionStorage.getItem(key)
  sessionStorage.setItem(key, taken)
  return taken
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
