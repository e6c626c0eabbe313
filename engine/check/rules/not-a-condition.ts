import { kindsOf, kindWords } from '../../expression/static-type.ts'
import type { Scene } from '../scene.ts'

export function notACondition(scene: Scene): void {
  for (const { cel, role, type, faults } of scene.cels) {
    if ((role !== 'condition' && role !== 'evidence') || faults.length > 0) continue
    const kinds = kindsOf(type)
    if (kinds === undefined || kinds.length === 0 || kinds.includes('truth')) continue
    scene.report('not-a-condition', cel.range, `A condition must be true or false, but this gives ${kindWords(kinds)}.`, { help: helpFor(kinds[0] ?? 'null', cel.text) })
  }
}

function helpFor(kind: string, text: string): string | undefined {
  const short = text.length > 40 ? '...' : text
  if (kind === 'list') return `Perhaps "size(${short}) > 0"?`
  if (kind === 'number') return `Perhaps "${short} > 0"?`
  if (kind === 'text') return `Perhaps "${short} != ''"?`
  return 'Compare it with something.'
}
