import type { Scene } from '../scene.ts'

export function tooManyExpressions(scene: Scene): void {
  if (!scene.tooMany) return
  scene.report('too-many-expressions', scene.places.keyRange(scene.skill, 'states', { start: 0, end: 0 }), 'The file has more than 20,000 expressions.', { help: 'Split it into skills that run one another.' })
}
