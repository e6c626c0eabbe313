import { ChelaError, type Desk } from '../../engine/index.ts'

/** How the page stands to its engine. A page alone is always connected. */
export type Connection = 'connecting' | 'connected' | 'reconnecting' | 'refused'

export interface OpenedDesk {
  readonly desk: Desk
  /** Calls back at once and whenever it changes. */
  onConnection(changed: (connection: Connection) => void): void
}

/** Opens the engine of the machine that served this page with a token, or the one inside this page. */
export async function openDesk(): Promise<OpenedDesk> {
  throw new ChelaError('no-engine', 'There is no engine behind this page yet.')
}
