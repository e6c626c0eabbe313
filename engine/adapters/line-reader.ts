import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'

/** Gives typed lines one by one; `undefined` once the input has ended or `close` was called. */
export interface LineReader {
  next(): Promise<string | undefined>
  close(): void
}

/**
 * Reads lines from an input until closed. What was typed before it begins to read does not count: nobody may answer a
 * question that was not yet shown.
 */
export function readLines(input: Readable): LineReader {
  const lines: string[] = []
  let waiting: ((line: string | undefined) => void) | undefined
  let over = input.readableEnded || input.destroyed
  if (!over) while (input.read() !== null);
  const reader = createInterface({ input, terminal: false, crlfDelay: Infinity })
  const give = (line: string | undefined) => {
    const taker = waiting
    waiting = undefined
    if (taker !== undefined) taker(line)
    else if (line !== undefined) lines.push(line)
  }
  reader.on('line', give)
  reader.on('close', () => {
    over = true
    give(undefined)
  })
  return {
    next() {
      const line = lines.shift()
      if (line !== undefined || over) return Promise.resolve(line)
      return new Promise((resolve) => (waiting = resolve))
    },
    close: () => reader.close(),
  }
}
