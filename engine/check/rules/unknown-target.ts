import { shown } from '../reader.ts'
import { namesHelp, renameFix, type Scene } from '../scene.ts'
import { targetsOf } from '../targets-of.ts'

export function unknownTarget(scene: Scene): void {
  const names = scene.states.filter(({ key, state }) => key === state.name).map(({ key }) => key)
  for (const { name, state } of scene.states) {
    for (const { key, target } of targetsOf(state)) {
      if (scene.byName.has(target.state)) continue
      const near = scene.near(target.state, names)
      const words = key === 'of' ? `shows the deed of "${shown(target.state)}"` : `goes to "${shown(target.state)}"`
      scene.report('unknown-target', target.range, `State "${shown(name)}" ${words}, but this skill has no such state.`, {
        help: namesHelp('States', names, near),
        fix: renameFix(target.range, near),
      })
    }
  }
}
