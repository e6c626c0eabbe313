import { reportFaults } from '../cel-faults.ts'
import type { Scene } from '../scene.ts'

export function unknownFunction(scene: Scene): void {
  reportFaults(scene, 'unknown-function', 'unknown-function', ({ start, end }, { cel, role }) => {
    const name = cel.text.slice(start, end)
    if (role !== 'evidence' && scene.world.toolNames().some((tool) => scene.world.tools(tool)?.evidence?.name === name)) {
      return `"${name}" looks at the world; it can be called in "evidence" only. Call the tool in a state of its own.`
    }
    return undefined
  })
}
