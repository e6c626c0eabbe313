import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Refusal } from './refusal.ts'

/** Gives 256 bits of chance as text that may stand in an address. */
export function freshToken(): string {
  return randomBytes(32).toString('base64url')
}

/** Who may use the operations: the holder of the token, and once, for the token itself, the holder of a ticket. */
export interface Access {
  readonly token: string
  /** Gives a ticket that buys the token once, within `ticketTime`. */
  ticket(): string
  /** Gives why the header `Authorization` does not do; undefined: it does. */
  refuses(header: string | undefined): Refusal | undefined
  /** Gives the token for a ticket; undefined: the ticket is unknown, used or too old. */
  redeem(header: string | undefined): string | undefined
}

const ticketTime = 60_000

/** Gives the access of one start of the server. `now` gives milliseconds. */
export function openAccess(now: () => number, token = freshToken()): Access {
  const tickets = new Map<string, number>()
  return {
    token,
    ticket: () => {
      const ticket = freshToken()
      tickets.set(ticket, now() + ticketTime)
      return ticket
    },
    refuses: (header) => (isSame(bearerOf(header), token) ? undefined : denied),
    redeem: (header) => {
      const given = bearerOf(header)
      const found = [...tickets].find(([ticket]) => isSame(given, ticket))
      if (found === undefined || !tickets.delete(found[0]) || found[1] < now()) return undefined
      return token
    },
  }
}

const denied: Refusal = {
  status: 401,
  code: 'no-access',
  message: 'This needs the token of the server that runs now.',
  help: 'Open the address that "chela serve" prints. Each start has its own.',
}

function bearerOf(header: string | undefined): string {
  return /^Bearer ([A-Za-z0-9_-]{1,200})$/.exec(header ?? '')?.[1] ?? ''
}

/** Takes the same time wherever the two differ, and however long they are. */
function isSame(given: string, wanted: string): boolean {
  return timingSafeEqual(createHash('sha256').update(given).digest(), createHash('sha256').update(wanted).digest())
}
