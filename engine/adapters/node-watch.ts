import { watch, type FSWatcher } from 'node:fs'
import { dirname } from 'node:path'
import type { WatchPort } from '../terms/watch-port.ts'

/** Systems lose messages and some folders send none, so it is looked anyway. */
const anyway = 1000
/** Many messages that come at once are one. */
const together = 30

/** Gives the port. What is watched are the path and its folder, so that a file that is replaced is seen. */
export function nodeWatch(): WatchPort {
  return {
    open: (path) => {
      let wake: (() => void) | undefined
      let isFresh = false
      const heard = (): void => {
        isFresh = true
        wake?.()
      }
      const watchers = [path, dirname(path)].flatMap((place) => start(place, heard))
      return {
        next: (time, signal) =>
          new Promise((resolve, reject) => {
            let isOver = false
            const settle = (deed: () => void): void => {
              if (isOver) return
              isOver = true
              clearTimeout(timer)
              wake = undefined
              isFresh = false
              signal.removeEventListener('abort', aborted)
              deed()
            }
            const aborted = (): void => settle(() => reject(signal.reason))
            const timer = setTimeout(() => settle(resolve), Math.max(0, Math.min(time, isFresh ? together : anyway)))
            wake = () => setTimeout(() => settle(resolve), together)
            if (signal.aborted) aborted()
            else signal.addEventListener('abort', aborted, { once: true })
          }),
        close: () => watchers.forEach((watcher) => watcher.close()),
      }
    },
  }
}

function start(place: string, heard: () => void): readonly FSWatcher[] {
  try {
    const watcher = watch(place, { persistent: false }, heard)
    watcher.on('error', heard)
    return [watcher]
  } catch {
    return []
  }
}
