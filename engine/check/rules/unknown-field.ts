import { reportFaults } from '../cel-faults.ts'
import type { Scene } from '../scene.ts'

export function unknownField(scene: Scene): void {
  reportFaults(scene, 'unknown-field', 'unknown-field')
}
