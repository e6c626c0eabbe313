import { shown } from '../reader.ts'
import type { Scene } from '../scene.ts'

export function leaveOutsideGroup(scene: Scene): void {
  for (const { name, state, parent } of scene.states) {
    if (state.activity.kind !== 'leave' || parent !== undefined) continue
    const entry = scene.places.entry(state, 'leave')
    const value = state.activity.value !== undefined
    const edits = entry === undefined || value ? undefined : [{ range: entry.range, text: 'end: done' }]
    scene.report('leave-outside-group', entry?.keyRange ?? state.nameRange, `State "${shown(name)}" is in no group it could leave.`, {
      help: value ? 'Write "end: done" with "output:".' : 'Write "end: done".',
      fix: edits === undefined ? undefined : { title: 'Write "end: done"', edits },
    })
  }
}
