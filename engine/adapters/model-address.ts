import { isIP } from 'node:net'
import { isLoopback } from './accounts-file.ts'
import { isGrantable } from './private-address.ts'

/* Names that lead nowhere outside of a private network. */
const privateName = /^[^.]+$|\.(?:local|lan|home|internal|home\.arpa|localdomain)$/i

/**
 * Tells whether what is sent to an address stays with the person: on this machine, unless they say otherwise, and in a
 * private network when they say so. Nothing makes a public address local.
 */
export function isLocalModel(url: string, choice: boolean | undefined): boolean {
  const host = hostIn(url)
  if (isLoopback(host)) return choice !== false
  return choice === true && isPrivateHost(host)
}

/** Gives in one sentence why a key or private text should not be sent to an address; undefined: it may. */
export function addressFault(url: string): string | undefined {
  if (!URL.canParse(url)) return 'The address of the model can not be read.'
  const { protocol, username, password, search, hash } = new URL(url)
  if (username !== '' || password !== '' || search !== '' || hash !== '') return 'The address of the model must be plain, without a user, a question mark or a "#" in it.'
  if (protocol === 'https:') return undefined
  if (protocol !== 'http:') return 'The address of the model must begin with https:// or, on this machine and in a private network, http://.'
  const host = hostIn(url)
  return isLoopback(host) || isPrivateHost(host) ? undefined : `Over http others could read the questions to ${host}. Write an https address.`
}

function isPrivateHost(host: string): boolean {
  return isIP(host) === 0 ? privateName.test(host) : isGrantable(host, '')
}

function hostIn(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname.replace(/^\[|\]$|\.$/g, '') : ''
}
