import { shown } from '../reader.ts'
import type { Scene } from '../scene.ts'

export function duplicateExample(scene: Scene): void {
  const node = scene.places.entry(scene.skill, 'examples')?.value
  const seen = new Set<string>()
  for (const item of node?.kind === 'list' ? node.items : []) {
    if (item.kind !== 'scalar' || typeof item.value !== 'string') continue
    const words = item.value.trim().toLowerCase().replace(/\s+/g, ' ')
    if (seen.has(words)) scene.report('duplicate-example', item.range, `"${shown(item.value)}" stands here twice.`, { help: 'Remove it, or say it in different words.' })
    seen.add(words)
  }
}
