/*
 * The line between the windows of one browser that hold the same token. Owns: who leads (the first; when it is gone, the one
 * that waited longest), and that a window which is gone is noticed. Does not own: what is said. Always true: L1 only who knows
 * the token can listen or speak, since the name of the channel follows from it and is shown nowhere.
 */

/** What one window says to the others. `from`: made up by each window for as long as it lives. */
export interface LineMessage {
  readonly kind: string
  readonly from: string
  /** The stream that it is about, where it is about one. */
  readonly stream?: string
  readonly [field: string]: unknown
}

/** Joins the line; undefined where the browser has no locks or no channels, or the page came over a connection that is not safe. */
export async function joinLine(token: string): Promise<WindowLine | undefined> {
  const { locks } = (globalThis.navigator ?? {}) as Partial<Navigator>
  if (locks === undefined || typeof BroadcastChannel === 'undefined' || (globalThis.crypto as Partial<Crypto>).subtle === undefined) return undefined
  try {
    // The names of locks can be listed by whoever had this address before: they must not tell the name of the channel.
    const [lock, channel] = await Promise.all([secretName('lock', token), secretName('channel', token)])
    const line = new WindowLine(locks, lock, new BroadcastChannel(channel))
    await line.present()
    return line
  } catch {
    return undefined
  }
}

export class WindowLine {
  readonly id: string = crypto.randomUUID()
  readonly #locks: LockManager
  readonly #lock: string
  readonly #channel: BroadcastChannel
  readonly #closing = new AbortController()
  readonly #listeners = new Set<(message: LineMessage) => void>()
  #named = 0

  constructor(locks: LockManager, lock: string, channel: BroadcastChannel) {
    this.#locks = locks
    this.#lock = lock
    this.#channel = channel
    channel.onmessage = ({ data }: { readonly data: unknown }) => {
      if (isMessage(data)) for (const heard of [...this.#listeners]) heard(data)
    }
  }

  /** Resolves when the others can notice that this window is gone. */
  present(): Promise<unknown> {
    return new Promise((resolve) => this.#hold(this.#lockOf(this.id), {}, () => resolve(true)))
  }

  /** Calls back once this window leads, now or later; resolves when it is known whether it is now. */
  lead(leads: () => void): Promise<void> {
    return new Promise((resolve) => {
      this.#hold(this.#lock, { ifAvailable: true }, (held) => {
        if (held) leads()
        else this.#hold(this.#lock, {}, leads)
        resolve()
      })
    })
  }

  /** Calls back when another window is gone; gives the way to stop. */
  onGone(window: string, gone: () => void): () => void {
    const stop = new AbortController()
    this.#locks.request(this.#lockOf(window), { signal: stop.signal }, gone).catch(() => {})
    return () => stop.abort()
  }

  /** Gives a name that no other stream of any window has. */
  freshName(): string {
    return `${this.id} ${(this.#named += 1)}`
  }

  say(kind: string, fields: { readonly [field: string]: unknown } = {}): void {
    if (!this.#closing.signal.aborted) this.#channel.postMessage({ ...fields, kind, from: this.id })
  }

  listen(heard: (message: LineMessage) => void): () => void {
    this.#listeners.add(heard)
    return () => void this.#listeners.delete(heard)
  }

  /** Leaves the line; another window may lead. */
  close(): void {
    this.#closing.abort()
    this.#listeners.clear()
    this.#channel.close()
  }

  /** Holds a lock until this window leaves; `held` false: it was asked for only if it was free, and was not. */
  #hold(name: string, options: LockOptions, took: (held: boolean) => void): void {
    const { signal } = this.#closing
    const work = (lock: Lock | null): Promise<void> | undefined => {
      took(lock !== null)
      return lock === null ? undefined : new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
    }
    this.#locks.request(name, options.ifAvailable === true ? options : { ...options, signal }, work).catch(() => {})
  }

  #lockOf(window: string): string {
    return `${this.#lock} ${window}`
  }
}

async function secretName(purpose: string, token: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`chela news ${purpose} ${token}`))
  return `chela-news-${Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')}`
}

function isMessage(data: unknown): data is LineMessage {
  return typeof data === 'object' && data !== null && 'from' in data && typeof data.from === 'string' && 'kind' in data && typeof data.kind === 'string'
}
