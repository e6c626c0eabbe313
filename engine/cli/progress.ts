import type { RunHandle } from '../run/runner.ts'
import { clean, type Output } from './output.ts'

/** At most ten times a second. */
const every = 100

/** Shows on one line of the terminal where a run stands, rewritten as it goes; gives the way to stop. Nothing without a terminal. */
export function showProgress(handle: RunHandle, output: Output): () => void {
  if (!output.live) return () => {}
  let shown = ''
  const draw = (): void => {
    if (handle.state.asks.size > 0) return
    const line = cut(clean(progressWords(handle)), Math.max(20, (process.stderr.columns || 80) - 1))
    if (line === shown) return
    shown = line
    process.stderr.write(`\r\x1b[2K${line}`)
  }
  const timer = setInterval(draw, every)
  timer.unref()
  return () => {
    clearInterval(timer)
    if (shown !== '') process.stderr.write('\r\x1b[2K')
  }
}

/** A line that wraps could not be rewritten. */
function cut(line: string, width: number): string {
  return line.length <= width ? line : `${line.slice(0, width - 1)}…`
}

/** "move: 31 of 240" for the outermost list that is at work, else the state. */
function progressWords({ state }: RunHandle): string {
  for (const { effect, inside, path } of state.activities.values()) {
    if (effect.kind === 'each' && inside !== undefined) return `${path}: ${inside.next - inside.running} of ${effect.items.length}`
  }
  const last = state.trace.at(-1)
  return last === undefined ? 'starting' : last.path + last.state
}
