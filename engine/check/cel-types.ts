import type { JsonSchema } from '../terms/json.ts'
import type { Cel } from '../terms/skill.ts'
import type { Scene } from './scene.ts'

const known = new WeakMap<Scene, ReadonlyMap<Cel, JsonSchema>>()

/** Gives the type of each expression of a skill. */
export function celTypes(scene: Scene): ReadonlyMap<Cel, JsonSchema> {
  const types = known.get(scene) ?? new Map(scene.cels.map((checked) => [checked.cel, checked.type]))
  known.set(scene, types)
  return types
}
