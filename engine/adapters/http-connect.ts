/*
 * Opens connections to addresses that may be reached. Owns: the one look-up of a name, and the judgement of what it gave.
 * Always true: C1 a connection goes to an address that was judged, never to one that a second look-up gave; C2 a private
 * address is reached only for a host that was granted.
 */
import { lookup as lookUp } from 'node:dns/promises'
import { isIP, type LookupFunction, type Socket } from 'node:net'
import type { buildConnector } from 'undici'
import { ToolError } from '../terms/tool.ts'
import { isGrantable, isPublicAddress } from './private-address.ts'

/** Gives the addresses of a host name. */
export type Resolve = (host: string) => Promise<readonly string[]>

export interface ConnectOptions {
  /** Hosts on this machine or in private networks that may be reached all the same: `nas.local`, `127.0.0.1:8080`. */
  readonly allowPrivate: readonly string[]
  readonly resolve?: Resolve
  /** Milliseconds. */
  readonly time: number
}

/** Gives a connector for undici that keeps C1 and C2; `build` is the `buildConnector` of undici. */
export function guardedConnector(build: typeof buildConnector, { allowPrivate, resolve = systemResolve, time }: ConnectOptions): buildConnector.connector {
  const granted = new Set(allowPrivate.map((host) => host.toLowerCase()))
  return (options, callback) => {
    const host = options.hostname.toLowerCase()
    const port = options.port || (options.protocol === 'https:' ? '443' : '80')
    const isGranted = granted.has(host) || granted.has(`${host}:${port}`) || granted.has(`[${host}]`) || granted.has(`[${host}]:${port}`)
    const mayReach = (address: string): boolean => isPublicAddress(address) || (isGranted && isGrantable(address, host))
    if (isIP(host) !== 0 && !mayReach(host)) return callback(privateHost(host), null)
    const lookup = guardedLookup(resolve, mayReach)
    build({ timeout: time, lookup, allowH2: false })(options, (...result) => {
      if (result[0] !== null) return callback(result[0], null)
      const reached = (result[1] as Socket).remoteAddress
      if (reached !== undefined && mayReach(reached)) return callback(null, result[1])
      result[1].destroy()
      callback(privateHost(host), null)
    })
  }
}

function guardedLookup(resolve: Resolve, mayReach: (address: string) => boolean): LookupFunction {
  return (host, options, callback) => {
    resolve(host).then(
      (addresses) => {
        const found = addresses.map((address) => ({ address, family: isIP(address) })).filter(({ family }) => family !== 0)
        const first = found[0]
        if (first === undefined) return callback(Object.assign(new Error(`${host} has no address.`), { code: 'ENODATA' }), '', 0)
        if (!found.every(({ address }) => mayReach(address))) return callback(privateHost(host), '', 0)
        if (options.all === true) return callback(null, found)
        return callback(null, first.address, first.family)
      },
      (error: NodeJS.ErrnoException) => callback(error, '', 0),
    )
  }
}

async function systemResolve(host: string): Promise<readonly string[]> {
  return (await lookUp(host, { all: true })).map(({ address }) => address)
}

function privateHost(host: string): ToolError {
  return new ToolError('private', `${host} lies in a private network or on this machine, and reaching it was not granted.`, { host })
}
