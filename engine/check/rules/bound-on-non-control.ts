import { shown } from '../reader.ts'
import { renameFix, type Scene } from '../scene.ts'

export function boundOnNonControl(scene: Scene): void {
  for (const use of scene.skill.uses ?? []) {
    const tool = use.kind === 'tool' ? scene.world.tools(use.name) : undefined
    if (use.kind === 'tool' && tool === undefined) continue
    const control = Object.keys(tool?.control ?? {})
    for (const argument of Object.keys(use.bounds)) {
      if (control.includes(argument)) continue
      const range = scene.places.keyRange(use, argument, use.range)
      const near = scene.near(argument, control)
      const help = tool === undefined ? 'A skill runs under its own ceiling: list its name alone.' : control.length === 0 ? 'This tool has nothing to be bounded.' : `What can be bounded: ${control.join(', ')}.`
      scene.report('bound-on-non-control', range, `"${shown(argument)}" of "${shown(use.name)}" can not be bounded.`, { help, fix: renameFix(range, near) })
    }
  }
}
