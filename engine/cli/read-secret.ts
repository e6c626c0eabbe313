import { readLines } from '../adapters/line-reader.ts'

/** Reads one line that must not be shown: from a terminal without an echo, else from standard input. Empty when there is none. */
export async function readSecret(prompt: string): Promise<string> {
  if (process.stdin.isTTY !== true) {
    const lines = readLines(process.stdin)
    try {
      return ((await lines.next()) ?? '').trim()
    } finally {
      lines.close()
    }
  }
  process.stderr.write(prompt)
  process.stdin.setRawMode(true)
  try {
    return (await typed()).trim()
  } finally {
    process.stdin.setRawMode(false)
    process.stdin.pause()
    process.stderr.write('\n')
  }
}

/** What is typed until Enter; Ctrl-C and Ctrl-D give it up. */
function typed(): Promise<string> {
  return new Promise((resolve) => {
    let text = ''
    const take = (bytes: Buffer): void => {
      for (const sign of bytes.toString('utf8')) {
        if (sign === '\r' || sign === '\n' || sign === '\u0003' || sign === '\u0004') {
          process.stdin.off('data', take)
          return resolve(sign === '\u0003' ? '' : text)
        }
        text = sign === '\u007f' || sign === '\b' ? text.slice(0, -1) : text + sign
      }
    }
    process.stdin.on('data', take)
    process.stdin.resume()
  })
}
