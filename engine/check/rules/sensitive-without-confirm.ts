import { doable } from '../../flow/reach.ts'
import { callsOf } from '../calls-of.ts'
import { shown } from '../reader.ts'
import type { Scene } from '../scene.ts'

export function sensitiveWithoutConfirm(scene: Scene): void {
  const sensitive = callsOf(scene).filter(({ key, tool }) => key === 'call' && tool?.class === 'sensitive')
  if (sensitive.length === 0) return
  const unconfirmed = doable(scene.flow, (way) => way.why === 'yes')
  for (const { owner, name, range } of sensitive) {
    if (!unconfirmed.has(owner.key)) continue
    scene.report('sensitive-without-confirm', range, `"${shown(owner.name)}" calls "${shown(name)}", which can not be undone, without a "confirm" before it.`, { help: 'Put a state with "confirm" before it.' })
  }
}
