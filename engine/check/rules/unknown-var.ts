import { assignmentsOf } from '../actions-of.ts'
import { shown } from '../reader.ts'
import { namesHelp, renameFix, type Scene } from '../scene.ts'

export function unknownVar(scene: Scene): void {
  const names = Object.keys(scene.skill.vars)
  for (const { state, machine } of scene.states) {
    // Inside an each, setting is the fault, whatever is set.
    if (machine !== undefined) continue
    for (const set of assignmentsOf(state)) {
      for (const name of Object.keys(set)) {
        if (names.includes(name)) continue
        const range = scene.places.keyRange(set, name, state.nameRange)
        const near = scene.near(name, names)
        scene.report('unknown-var', range, `There is no variable "${shown(name)}".`, {
          help: names.length === 0 ? 'Declare it under "vars:".' : namesHelp('Variables', names, near),
          fix: renameFix(range, near),
        })
      }
    }
  }
}
