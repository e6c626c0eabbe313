import { dropTyped, readLines } from '../adapters/line-reader.ts'

/** Tells whether a person is there to be asked: both ends are a terminal. */
export function isAsking(): boolean {
  return process.stdin.isTTY === true && process.stderr.isTTY === true
}

/** Asks for a yes or no on the terminal; anything but a clear yes is a no. */
export async function askYes(question: string): Promise<boolean> {
  await dropTyped(process.stdin)
  const lines = readLines(process.stdin)
  try {
    process.stderr.write(`${question} y(es) / N(o): `)
    return /^y(?:es)?$/i.test((await lines.next())?.trim() ?? '')
  } finally {
    lines.close()
  }
}

/** Asks for one line on the terminal; `undefined`: there will be none. */
export async function askText(question: string): Promise<string | undefined> {
  await dropTyped(process.stdin)
  const lines = readLines(process.stdin)
  try {
    process.stderr.write(`${question} `)
    return (await lines.next())?.trim()
  } finally {
    lines.close()
  }
}
