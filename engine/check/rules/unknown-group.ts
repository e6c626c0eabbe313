import { isGroup } from '../../flow/flow.ts'
import { shown } from '../reader.ts'
import { namesHelp, renameFix, type Scene } from '../scene.ts'

export function unknownGroup(scene: Scene): void {
  const groups = scene.states.filter(({ state }) => isGroup(state)).map(({ state }) => state.name)
  for (const { state } of scene.states) {
    for (const event of new Set(state.on.map((way) => way.event))) {
      if (!event.startsWith('done.') || event.endsWith('*')) continue
      const name = event.slice('done.'.length)
      if (groups.includes(name)) continue
      const range = scene.places.entry(state, 'on', event)?.keyRange ?? state.nameRange
      const near = scene.near(name, groups)
      scene.report('unknown-group', range, `There is no group "${shown(name)}" whose end this could be.`, { help: namesHelp('Groups', groups, near), fix: renameFix(range, near === undefined ? undefined : `done.${near}`) })
    }
  }
}
