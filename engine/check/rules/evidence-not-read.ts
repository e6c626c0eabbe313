import type { Scene } from '../scene.ts'

export function evidenceNotRead(scene: Scene): void {
  for (const { cel, role, reads, faults } of scene.cels) {
    if (role !== 'evidence' || faults.length > 0) continue
    if (reads.some(([name = '']) => scene.byName.has(name) || name === 'vars' || name === 'memory') || callsRead(scene, cel.text)) continue
    scene.report('evidence-not-read', cel.range, 'This evidence does not depend on anything that happened.', { help: 'Look at the result of a state, or at the world with a function such as file_exists(...).' })
  }
}

function callsRead(scene: Scene, text: string): boolean {
  return scene.world.toolNames().some((name) => {
    const read = scene.world.tools(name)?.evidence?.name
    return read !== undefined && text.includes(`${read}(`)
  })
}
