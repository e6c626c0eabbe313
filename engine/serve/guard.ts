/*
 * Looks at a request before anything of it is read: does it come from our own page, or from a program of this machine that
 * speaks to us by our own name? Owns: Host, Origin, Sec-Fetch-Site, the form of the target. Does not own: the token (access.ts).
 */
import type { Refusal } from './refusal.ts'

/** What is known of a request when its head was read. `rawHeaders`: name, value, name, value … as they came. */
export interface RequestHead {
  readonly method?: string | undefined
  readonly url?: string | undefined
  readonly rawHeaders: readonly string[]
}

const longestTarget = 4096

/** Gives why a request is not answered; undefined: it may be. `hosts`: our names, each with the port. Pure. */
export function refusalOfHead(head: RequestHead, hosts: readonly string[]): Refusal | undefined {
  const values = (name: string): readonly string[] => head.rawHeaders.filter((_, at) => at % 2 === 1 && head.rawHeaders[at - 1]?.toLowerCase() === name)
  const [host, ...otherHosts] = values('host')
  if (host === undefined || otherHosts.length > 0 || !hosts.includes(host)) return refused('foreign-host', 'This server answers only to its own address.')
  const origins = values('origin')
  if (origins.some((origin) => origin !== `http://${host}`)) return refused('foreign-origin', 'Another site may not use this server.')
  // A page of another port of this machine is "same-site": foreign all the same. "none" is what was typed or opened by hand.
  if (values('sec-fetch-site').some((site) => site !== 'same-origin' && site !== 'none')) return refused('foreign-origin', 'Another site may not use this server.')
  const target = head.url ?? ''
  if (!/^\/(?!\/)[\x21-\x5b\x5d-\x7e]*$/.test(target) || target.length > longestTarget) return { status: 400, code: 'bad-request', message: 'This is no address of this server.' }
  if (!['GET', 'HEAD', 'POST'].includes(head.method ?? '')) return { status: 405, code: 'method', message: 'This server knows GET, HEAD and POST.' }
  return undefined
}

function refused(code: string, message: string): Refusal {
  return { status: 403, code, message, help: 'Open the address that "chela serve" prints.' }
}
