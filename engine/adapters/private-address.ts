import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'

type Address = ipaddr.IPv4 | ipaddr.IPv6

/* Addresses in public ranges behind which clouds keep what belongs to the machine. */
const ofTheCloud: readonly string[] = ['168.63.129.16']
const global = ipaddr.parseCIDR('2000::/3') as [ipaddr.IPv6, number]
/* What a granted name may resolve to; a link-local address (where clouds keep their secrets) must be granted as itself. */
const grantable: readonly string[] = ['loopback', 'private', 'uniqueLocal', 'carrierGradeNat']

/** Tells whether an address belongs to the public network, as far as its number says. What can not be read does not. */
export function isPublicAddress(text: string): boolean {
  const address = readAddress(text)
  if (address === undefined || ofTheCloud.includes(address.toString())) return false
  if (address.kind() === 'ipv4') return address.range() === 'unicast'
  return address.range() === 'unicast' && (address as ipaddr.IPv6).match(global)
}

/** Tells whether a grant for a host covers an address: one of a private network, or the very address that was granted. */
export function isGrantable(text: string, granted: string): boolean {
  const address = readAddress(text)
  if (address === undefined) return false
  return grantable.includes(address.range()) || readAddress(granted)?.toString() === address.toString()
}

/** An IPv4 address inside an IPv6 one (mapped, or through NAT64) is what is reached in the end. */
function readAddress(text: string): Address | undefined {
  const bare = text.replace(/^\[(.*)\]$/, '$1').replace(/%.*$/, '')
  if (isIP(bare) === 0 || !ipaddr.isValid(bare)) return undefined
  const address = ipaddr.parse(bare)
  if (address.kind() === 'ipv4') return address
  const six = address as ipaddr.IPv6
  if (six.isIPv4MappedAddress()) return six.toIPv4Address()
  return six.range() === 'rfc6052' ? new ipaddr.IPv4(six.toByteArray().slice(12)) : six
}
