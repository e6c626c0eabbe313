/*
 * Keeps the keys of models. Owns: where a key lies (the key store of the system, else a file that only its owner can read).
 * Always true: K1 a key is kept for one endpoint and given for that one only; K2 no key is ever an argument of a program,
 * where others of this machine could see it; K3 no error holds a key.
 */
import { spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { ChelaError } from '../terms/failure.ts'
import { readOwnFile } from './own-file.ts'
import { replaceFile } from './replace-file.ts'
import { withFileLock } from './with-file-lock.ts'

export type KeyPlace = 'system' | 'file'

const longest = 10_000
const service = 'chela-model'

/** The keys of the person. `programs`: whether the key store of the system is looked for. */
export class KeyStore {
  readonly #path: string
  readonly #system: SystemStore | undefined

  constructor(path: string, options: { readonly programs?: boolean } = {}) {
    this.#path = path
    this.#system = options.programs === false ? undefined : process.platform === 'darwin' ? keychain : process.platform === 'linux' ? secretTool : undefined
  }

  /** The key for the endpoint of an address; undefined: none is kept. */
  get(url: string): string | undefined {
    const endpoint = endpointOf(url)
    return this.#fileKeys().get(endpoint) ?? this.#system?.get(endpoint)
  }

  /** Keeps a key, and tells where. Throws ChelaError `bad-key` for what is none. */
  set(url: string, key: string): KeyPlace {
    const endpoint = endpointOf(url)
    if (key.length === 0 || key.length > longest || !/^[\x21-\x7e]+$/.test(key)) throw new ChelaError('bad-key', 'That is no key: it must be one word of plain letters, digits and signs.')
    const inSystem = this.#system?.set(endpoint, key) === true && this.#system.get(endpoint) === key
    this.#changeFile((keys) => (inSystem ? keys.delete(endpoint) : keys.set(endpoint, key)))
    return inSystem ? 'system' : 'file'
  }

  forget(url: string): void {
    const endpoint = endpointOf(url)
    this.#system?.forget(endpoint)
    this.#changeFile((keys) => keys.delete(endpoint))
  }

  #fileKeys(): Map<string, string> {
    const text = readOwnFile(this.#path)
    if (text === undefined) return new Map()
    try {
      const value = JSON.parse(text) as { readonly [endpoint: string]: unknown }
      return new Map(Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
    } catch {
      throw new ChelaError('bad-key', `${this.#path} is no file of keys.`, { help: 'Move it away and give the key anew with "chela model set --key".' })
    }
  }

  #changeFile(change: (keys: Map<string, string>) => unknown): void {
    withFileLock(this.#path, () => {
      const keys = this.#fileKeys()
      change(keys)
      if (keys.size === 0) rmSync(this.#path, { force: true })
      else replaceFile(this.#path, `${JSON.stringify(Object.fromEntries(keys), undefined, 2)}\n`, { mode: 0o600 })
    })
  }
}

interface SystemStore {
  get(endpoint: string): string | undefined
  set(endpoint: string, key: string): boolean
  forget(endpoint: string): void
}

/** The store of GNOME, KDE and others behind the Secret Service. The key goes in over standard input. */
const secretTool: SystemStore = {
  get: (endpoint) => said('secret-tool', ['lookup', 'service', service, 'endpoint', endpoint])?.replace(/\n$/, '') || undefined,
  set: (endpoint, key) => said('secret-tool', ['store', `--label=Chela: the model at ${endpoint}`, 'service', service, 'endpoint', endpoint], key) !== undefined,
  forget: (endpoint) => void said('secret-tool', ['clear', 'service', service, 'endpoint', endpoint]),
}

/** The keychain of macOS. Its commands are typed into it, since it takes a key in no other way but as an argument. */
const keychain: SystemStore = {
  get: (endpoint) => said('security', ['find-generic-password', '-s', service, '-a', endpoint, '-w'])?.replace(/\n$/, '') || undefined,
  set: (endpoint, key) => said('security', ['-i'], `add-generic-password -U -s ${service} -a ${quoted(endpoint)} -w ${quoted(key)}\n`) !== undefined,
  forget: (endpoint) => void said('security', ['delete-generic-password', '-s', service, '-a', endpoint]),
}

/** What a program prints; undefined where it is not here or does not succeed. */
function said(program: string, words: readonly string[], input = ''): string | undefined {
  const { status, stdout } = spawnSync(program, words, { input, encoding: 'utf8', timeout: 10_000, maxBuffer: 65_536, stdio: ['pipe', 'pipe', 'ignore'] })
  return status === 0 ? stdout : undefined
}

function quoted(text: string): string {
  return `"${text.replace(/[\\"]/g, '\\$&')}"`
}

function endpointOf(url: string): string {
  return URL.canParse(url) ? new URL(url).origin : url
}
