import { parseDuration } from '../../expression/parse-duration.ts'
import type { Scene } from '../scene.ts'

const longest = 24 * 60 * 60 * 1000

export function expiresTooLong(scene: Scene): void {
  for (const { state } of scene.states) {
    if (state.activity.kind !== 'confirm' || state.activity.expires?.kind !== 'literal') continue
    const { value, range } = state.activity.expires
    if (typeof value !== 'string' || (parseDuration(value) ?? 0) <= longest) continue
    scene.report('expires-too-long', range, `The question stays open for ${value}.`, { help: 'At most a day keeps what was shown close to what is done.' })
  }
}
