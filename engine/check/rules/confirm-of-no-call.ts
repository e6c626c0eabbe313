import { shown } from '../reader.ts'
import type { Scene } from '../scene.ts'

export function confirmOfNoCall(scene: Scene): void {
  for (const { state } of scene.states) {
    if (state.activity.kind !== 'confirm' || state.activity.of === undefined) continue
    const { of } = state.activity
    const shownState = scene.byName.get(of.state)
    if (shownState === undefined || shownState.state.activity.kind === 'call') continue
    scene.report('confirm-of-no-call', of.range, `State "${shown(of.state)}" calls no tool, so it has no deed to show.`, {
      help: 'Name the state whose "call" is to be confirmed, or leave "of" out.',
    })
  }
}
