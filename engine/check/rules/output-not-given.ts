import { runsOf } from '../calls-of.ts'
import { pathRange } from '../cel-faults.ts'
import { shown } from '../reader.ts'
import { namesHelp, type Scene } from '../scene.ts'

export function outputNotGiven(scene: Scene): void {
  const outputs = new Map<string, { readonly skill: string; readonly names: readonly string[] }>()
  for (const { owner, name } of runsOf(scene)) {
    const names = scene.world.skill?.(name)?.outputs
    if (names !== undefined) outputs.set(owner.state.name, { skill: name, names })
  }
  for (const { cel, reads } of scene.cels) {
    for (const [state = '', field] of reads) {
      const output = outputs.get(state)
      if (output === undefined || field === undefined || field === '*' || output.names.includes(field)) continue
      scene.report('output-not-given', pathRange(scene, cel, [state, field]), `The skill "${shown(output.skill)}" puts out no "${shown(field)}".`, {
        help: namesHelp('Outputs', output.names, scene.near(field, output.names)),
      })
    }
  }
}
