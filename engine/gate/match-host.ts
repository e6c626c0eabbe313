import { readWebAddress } from '../terms/web-address.ts'

interface Host {
  readonly name: string
  /** The port as written, without leading zeros; empty when none is. */
  readonly port: string
  readonly literal: boolean
}

const plainHost = /^([a-z0-9_-]+(?:\.[a-z0-9_-]+)*)\.?(?::([0-9]{1,5}))?$/i
const isUrl = /^https?:\/\//i
const sixHost = /^\[([0-9a-f:.]+)\](?::([0-9]{1,5}))?$/i
/* A last label that is a number makes the whole an IPv4 address, however it is written: 127.1, 0x7f.1, 2130706433. */
const numericEnd = /(?:^|\.)(?:[0-9]+|0x[0-9a-f]*)$/

/**
 * Tells whether a host equals the bound, or fits it where the bound is `*.example.org` (which is not example.org itself).
 *
 * Case and one trailing dot make no difference; a name in Unicode is compared in its ASCII form. A bound without a port
 * fits no port, 80 and 443. An address in numbers fits only itself. An `http:` or `https:` URL counts by its host, as it is
 * parsed; what two readers might take for different hosts fits nothing. A bound that is a URL fits that very URL only.
 */
export function isHost(value: string, bound: string): boolean {
  const url = urlOf(value)
  if (isUrl.test(bound)) return url !== undefined && url.href === urlOf(bound)?.href
  const wild = bound.startsWith('*.')
  const host = readHost(isUrl.test(value) ? (url?.host ?? '') : value)
  const outer = readHost(wild ? bound.slice(2) : bound)
  if (host === undefined || outer === undefined || !fitsPort(host.port, outer.port)) return false
  if (!wild) return host.name === outer.name
  return !host.literal && !outer.literal && host.name.endsWith(`.${outer.name}`)
}

/** Tells whether a text could name the host of the bound, for rules that forbid; a URL counts by its host. */
export function mayBeHost(value: string, bound: string): boolean {
  const wild = bound.startsWith('*.')
  const host = asReached(readHost(bareHost(value)))
  const outer = asReached(readHost(wild ? bound.slice(2) : bareHost(bound)))
  if (host === undefined || outer === undefined) return true
  return host.name === outer.name || (wild && host.name.endsWith(`.${outer.name}`))
}

/* An IPv4 address inside an IPv6 one, mapped or through NAT64. */
const insideSix = /^\[(?:::ffff:|64:ff9b::)([0-9a-f]{1,4}):([0-9a-f]{1,4})\]$/

/** The address that is reached in the end: what forbids 192.0.2.1 forbids [::ffff:192.0.2.1] too. */
function asReached(host: Host | undefined): Host | undefined {
  const [, high, low] = (host === undefined ? null : insideSix.exec(host.name)) ?? []
  if (host === undefined || high === undefined || low === undefined) return host
  const bits = parseInt(high, 16) * 65_536 + parseInt(low, 16)
  return { ...host, name: [24, 16, 8, 0].map((shift) => (bits >>> shift) & 255).join('.') }
}

function urlOf(text: string): URL | undefined {
  return isUrl.test(text) ? readWebAddress(text) : undefined
}

function bareHost(value: string): string {
  const bare = value.trim()
  if (!/[/@?#\\]/.test(bare)) return bare
  try {
    return new URL(/^https?:/i.test(bare) || bare.includes('://') ? bare : `http://${bare}`).host
  } catch {
    return ''
  }
}

function readHost(text: string): Host | undefined {
  if (text.length > 300) return undefined
  const plain = plainHost.exec(text)
  if (plain !== null) return named(plain[1] as string, plain[2])
  const six = sixHost.exec(text) ?? (/^[0-9a-f:.]*:[0-9a-f:.]*:[0-9a-f:.]*$/i.test(text) ? [text, text] : null)
  if (six !== null) return literal(`[${six[1]}]`, six[2])
  return /\P{ASCII}/u.test(text) && !/[\s/\\@?#%:[\]<>^|\p{Cc}]/u.test(text) ? inAscii(text) : undefined
}

function named(name: string, port: string | undefined): Host | undefined {
  const lower = name.toLowerCase()
  return numericEnd.test(lower) ? literal(lower, port) : { name: lower, port: portText(port), literal: false }
}

function literal(name: string, port: string | undefined): Host | undefined {
  const host = hostOfUrl(name)
  return host === undefined ? undefined : { name: host, port: portText(port), literal: true }
}

/** A name in Unicode, as the network knows it: `bücher.example` is `xn--bcher-kva.example`. */
function inAscii(text: string): Host | undefined {
  const plain = plainHost.exec(hostOfUrl(text) ?? '')
  return plain === null ? undefined : named(plain[1] as string, undefined)
}

function hostOfUrl(name: string): string | undefined {
  try {
    return new URL(`http://${name}/`).hostname
  } catch {
    return undefined
  }
}

function portText(port: string | undefined): string {
  return port === undefined ? '' : String(Number(port))
}

function fitsPort(port: string, bound: string): boolean {
  return port === bound || (bound === '' && (port === '80' || port === '443'))
}
