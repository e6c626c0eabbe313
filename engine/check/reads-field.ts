import type { Scene } from './scene.ts'

const known = new WeakMap<Scene, ReadonlySet<string>>()

/** Whether an expression reads a field of `input` or `vars`; one that reads the whole reads every field. */
export function readsField(scene: Scene, name: 'input' | 'vars', field: string): boolean {
  const reads = known.get(scene) ?? new Set(scene.cels.flatMap((checked) => checked.reads.map(([first = '', second = '*']) => `${first}.${second}`)))
  known.set(scene, reads)
  return reads.has(`${name}.*`) || reads.has(`${name}.${field}`)
}
