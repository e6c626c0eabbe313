/** How the page stands to its engine. `refused`: its token is not, or no longer, the one of the server that runs. */
export type ConnectionState = 'connecting' | 'connected' | 'reconnecting' | 'refused'

/** The state of the connection, to be shown. */
export interface Connection {
  state(): ConnectionState
  /** Calls back at each change; gives the way to stop. */
  subscribe(changed: () => void): () => void
  /** Ends the stream of news for good. */
  close(): void
}

/** Gives a connection with the way to set its state. What was refused stays so: only a new token can help. */
export function openConnection(close: () => void): { readonly connection: Connection; readonly set: (state: ConnectionState) => void } {
  const listeners = new Set<() => void>()
  let state: ConnectionState = 'connecting'
  const set = (next: ConnectionState): void => {
    if (state === next || state === 'refused') return
    state = next
    for (const changed of [...listeners]) changed()
  }
  const subscribe = (changed: () => void): (() => void) => {
    listeners.add(changed)
    return () => void listeners.delete(changed)
  }
  return { connection: { state: () => state, subscribe, close }, set }
}
