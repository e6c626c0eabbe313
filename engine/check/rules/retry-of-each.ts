import { shown } from '../reader.ts'
import type { Scene } from '../scene.ts'

const keys = ['retry', 'undo'] as const

/** Half of the elements may be done when one fails: only what an element does can be tried again or taken back. */
export function retryOfEach(scene: Scene): void {
  for (const { name, state } of scene.states) {
    if (state.activity.kind !== 'each' || state.activity.single) continue
    for (const key of keys) {
      const entry = scene.places.entry(state, key)
      if (entry === undefined) continue
      scene.report('retry-of-each', entry.keyRange, `"${key}" can not stand beside the states of the each "${shown(name)}".`, {
        help: key === 'undo' ? 'Put it on the state inside whose deed it takes back.' : 'Put it on the state inside that may fail, or put the states of an element in a group with "retry" and "catch" of its own.',
      })
    }
  }
}
