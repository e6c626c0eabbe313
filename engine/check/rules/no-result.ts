import { pathRange } from '../cel-faults.ts'
import { shown } from '../reader.ts'
import { hasResult } from '../result-type.ts'
import type { Scene } from '../scene.ts'

export function noResult(scene: Scene): void {
  for (const { cel, owner, reads } of scene.cels) {
    for (const name of new Set(reads.map((path) => path[0] ?? ''))) {
      const read = scene.byName.get(name)
      if (owner === undefined || read === undefined || hasResult(read.state) || read.machine !== owner.machine) continue
      scene.report('no-result', pathRange(scene, cel, [name]), `State "${shown(name)}" never has a result.`, { help: 'Only call, run, ask, confirm, think, each, together, wait: { for: ... }, groups and leave give one.' })
    }
  }
}
