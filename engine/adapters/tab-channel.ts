/** Tells all tabs of a page, this one too, which things of one kind changed. Tabs know one another by `name`. */
export class TabChannel {
  readonly #name: string
  readonly #listeners = new Set<(ids: readonly string[]) => void>()
  #channel: BroadcastChannel | undefined

  constructor(name: string) {
    this.#name = name
  }

  tell(ids: readonly string[]): void {
    this.#heard(ids)
    this.#open()?.postMessage(ids)
  }

  listen(heard: (ids: readonly string[]) => void): () => void {
    const listener = (ids: readonly string[]): void => heard(ids)
    this.#listeners.add(listener)
    this.#open()
    return () => void this.#listeners.delete(listener)
  }

  close(): void {
    this.#listeners.clear()
    this.#channel?.close()
    this.#channel = undefined
  }

  /** Old browsers have no channel: there a tab hears of its own changes only. */
  #open(): BroadcastChannel | undefined {
    if (this.#channel !== undefined || typeof BroadcastChannel === 'undefined') return this.#channel
    const channel = new BroadcastChannel(this.#name)
    channel.onmessage = ({ data }: { readonly data: unknown }) => {
      if (Array.isArray(data)) this.#heard(data.filter((id) => typeof id === 'string'))
    }
    if ('unref' in channel && typeof channel.unref === 'function') channel.unref()
    return (this.#channel = channel)
  }

  #heard(ids: readonly string[]): void {
    for (const listener of [...this.#listeners]) {
      try {
        listener(ids)
      } catch {
        // A listener that breaks harms neither the change it is told of nor the others.
      }
    }
  }
}
