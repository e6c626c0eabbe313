import type { ActivityKind, State } from '../../terms/skill.ts'
import { shown } from '../reader.ts'
import type { Scene } from '../scene.ts'

const attempts = ['timeout', 'retry', 'catch', 'undo'] as const

/** Which keys mean nothing beside which activities. */
const useless: { readonly [kind in ActivityKind]?: readonly string[] } = {
  pass: ['timeout', 'retry', 'undo'],
  rest: ['timeout', 'retry', 'undo', 'next'],
  choose: ['timeout', 'retry', 'undo'],
  set: ['timeout', 'retry', 'undo'],
  history: [...attempts, 'if', 'on', 'after', 'always', 'entry', 'exit'],
  leave: [...attempts, 'next', 'on', 'after', 'always'],
  end: ['timeout', 'retry', 'undo', 'next', 'after', 'always', 'on'],
  wait: ['retry', 'undo'],
  'wait-until': ['retry', 'undo'],
}

export function uselessKey(scene: Scene): void {
  for (const { name, state } of scene.states) {
    for (const key of uselessIn(state)) {
      const entry = scene.places.entry(state, key)
      if (entry === undefined || isHeld(scene, state)) continue
      scene.report('useless-key', entry.keyRange, `"${key}" has no effect in "${shown(name)}", which ${deeds[state.activity.kind] ?? 'does nothing it could concern'}.`)
    }
  }
}

/** Without its own list, every activity but a call may still have an `undo` in vain. */
function uselessIn(state: State): readonly string[] {
  return useless[state.activity.kind] ?? (state.activity.kind === 'call' || state.activity.kind === 'each' ? [] : ['undo'])
}

const deeds: { readonly [kind in ActivityKind]?: string } = {
  pass: 'does nothing',
  rest: 'only rests',
  choose: 'only chooses',
  set: 'only sets variables',
  history: 'only leads on',
  leave: 'leaves its group',
  end: 'ends the run',
  wait: 'only waits',
  'wait-until': 'only waits',
}

/** The state made for the activity of an `each` shares its keys with the each, which is asked itself. */
function isHeld(scene: Scene, state: State): boolean {
  const parent = scene.byName.get(state.name)?.parent
  return parent !== undefined && scene.flow.states.get(parent)?.state.range === state.range
}
