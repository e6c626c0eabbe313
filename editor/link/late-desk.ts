import type { Desk } from '../../engine/index.ts'
import { operations } from './served-desk.ts'

/** Gives a desk that is there at once and does what it is asked for when the real one has come; where that fails, each call fails so. */
export function lateDesk(coming: Promise<Desk>): Desk {
  coming.catch(() => {})
  const calls = Object.fromEntries(Object.keys(operations).map((name) => [name, async (...given: readonly unknown[]) => ((await coming)[name as keyof typeof operations] as (...given: readonly unknown[]) => unknown)(...given)]))
  return { ...(calls as unknown as Omit<Desk, 'watch'>), watch: (news, follow) => watchLate(coming, news, follow) }
}

function watchLate(coming: Promise<Desk>, ...[news, follow]: Parameters<Desk['watch']>): () => void {
  let stopped = false
  let stop: (() => void) | undefined
  coming.then(
    (desk) => {
      if (!stopped) stop = desk.watch(news, follow)
    },
    () => {},
  )
  return () => {
    stopped = true
    stop?.()
  }
}
