const longest = 8000
/* The authority stands alone: no user, no escapes, and nothing that one reader takes for its end and another does not. */
const plain = /^https?:\/\/[^\s/?#@%\\]+(?:[/?#]|$)/i

/**
 * Gives the URL of an `http:` or `https:` address; `undefined` for anything that two readers might understand differently:
 * user names, backslashes, white space and control characters, a missing host. The fragment is left as it is.
 */
export function readWebAddress(text: string): URL | undefined {
  if (text.length > longest || !plain.test(text) || /[\s\\\p{Cc}]/u.test(text)) return undefined
  try {
    const url = new URL(text)
    return url.username === '' && url.password === '' && url.hostname !== '' ? url : undefined
  } catch {
    return undefined
  }
}

/** Tells whether two addresses have the same host; the usual ports of http and https count as one. */
export function isSameHost(a: URL, b: URL): boolean {
  return bareName(a) === bareName(b) && (a.port === b.port || (isUsual(a.port) && isUsual(b.port)))
}

function bareName(url: URL): string {
  return url.hostname.replace(/\.$/, '')
}

function isUsual(port: string): boolean {
  return port === '' || port === '80' || port === '443'
}
