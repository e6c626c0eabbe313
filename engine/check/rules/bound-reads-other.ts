import { celRange } from '../cel-faults.ts'
import { shown } from '../reader.ts'
import type { Scene } from '../scene.ts'

export function boundReadsOther(scene: Scene): void {
  for (const { cel, role, faults } of scene.cels) {
    if (role !== 'bound') continue
    for (const { code, start, end } of faults) {
      if (code !== 'unknown-name') continue
      const name = cel.text.slice(start, end)
      const input = Object.hasOwn(scene.skill.inputs, name) ? `input.${name}` : undefined
      const range = celRange(scene, cel, start, end)
      scene.report('bound-reads-other', range, `A bound can read "input" only, not "${shown(name)}".`, {
        help: input === undefined ? 'It is fixed before the run begins.' : `Write "${input}".`,
        fix: input === undefined ? undefined : { title: `Write "${input}"`, edits: [{ range, text: input }] },
      })
    }
  }
}
