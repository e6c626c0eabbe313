import { reportFaults } from '../cel-faults.ts'
import type { Scene } from '../scene.ts'

export function expressionArguments(scene: Scene): void {
  reportFaults(scene, 'arguments', 'expression-arguments')
}
