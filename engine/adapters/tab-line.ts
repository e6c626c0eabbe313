import { holdTabLock, isTabLockFree } from './tab-lock.ts'

/** What one tab of a page says to the others. `from` is made up by each tab for as long as it lives. */
export interface TabMessage {
  readonly from: string
  readonly kind: string
  /** Different for each message. */
  readonly said: string
  readonly [field: string]: unknown
}

/** Lets the tabs of a page talk with one another. What comes from an older version of the page may have another form. */
export class TabLine {
  readonly id: string = crypto.getRandomValues(new Uint32Array(4)).join('-')
  readonly #channel: BroadcastChannel | undefined
  #said = 0
  readonly #listeners = new Set<(message: TabMessage) => void>()

  /** Old browsers have no channel: there a tab is alone. */
  constructor(name: string) {
    if (typeof BroadcastChannel === 'undefined') return
    void holdTabLock(lockOf(this.id))
    this.#channel = new BroadcastChannel(name)
    this.#channel.onmessage = ({ data }: { readonly data: unknown }) => {
      if (isMessage(data)) for (const heard of [...this.#listeners]) heard(data)
    }
  }

  /** Says something to all other tabs and gives the name of the message. It must be plain data. */
  say(kind: string, fields: { readonly [field: string]: unknown } = {}): string {
    const said = `${this.id} ${(this.#said += 1)}`
    this.#channel?.postMessage({ ...fields, kind, said, from: this.id })
    return said
  }

  listen(heard: (message: TabMessage) => void): () => void {
    this.#listeners.add(heard)
    return () => void this.#listeners.delete(heard)
  }

  /** Whether a tab is known to be gone. */
  isGone(id: string): Promise<boolean> {
    return isTabLockFree(lockOf(id))
  }

  close(): void {
    this.#listeners.clear()
    this.#channel?.close()
  }
}

function lockOf(id: string): string {
  return `chela-tab-${id}`
}

function isMessage(data: unknown): data is TabMessage {
  return typeof data === 'object' && data !== null && 'from' in data && typeof data.from === 'string' && 'kind' in data && typeof data.kind === 'string' && 'said' in data && typeof data.said === 'string'
}
