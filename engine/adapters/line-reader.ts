import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'

/** Gives typed lines one by one; `undefined` once the input has ended or `close` was called. */
export interface LineReader {
  next(): Promise<string | undefined>
  close(): void
}

/** A terminal, where it is one: what is typed there waits in the system until somebody reads. */
type Typed = Readable & { setRawMode?(raw: boolean): unknown }

/** How long what was typed may take to come through, in milliseconds. */
const onItsWay = 20
const interrupt = 3

/**
 * Throws away what was typed at a terminal before now, a line that was only begun too: nobody may answer a question that was
 * not yet shown. A Ctrl-C among it still counts.
 */
export async function dropTyped(input: Typed): Promise<void> {
  if (input.setRawMode === undefined) return
  const drop = (typed: Buffer | string): void => {
    if (Buffer.from(typed).includes(interrupt)) process.kill(process.pid, 'SIGINT')
  }
  input.on('data', drop)
  input.setRawMode(true)
  await new Promise((done) => setTimeout(done, onItsWay))
  input.setRawMode(false)
  input.off('data', drop)
  input.pause()
}

/**
 * Reads lines from an input until closed. What was received before does not count; at a terminal `dropTyped` goes first.
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
