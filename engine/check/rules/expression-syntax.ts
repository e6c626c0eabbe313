import { reportFaults } from '../cel-faults.ts'
import type { Scene } from '../scene.ts'

export function expressionSyntax(scene: Scene): void {
  reportFaults(scene, 'syntax', 'expression-syntax')
}
