import { kindsOf, kindWords, type Kind } from '../../expression/static-type.ts'
import { reportFaults } from '../cel-faults.ts'
import type { CelRole } from '../cels-of.ts'
import type { Scene } from '../scene.ts'

const wanted: { readonly [role in CelRole]?: { readonly kinds: readonly Kind[]; readonly words: string } } = {
  duration: { kinds: ['duration', 'text', 'number'], words: 'a duration' },
  time: { kinds: ['time', 'text'], words: 'a time' },
}

export function expressionType(scene: Scene): void {
  reportFaults(scene, 'type', 'expression-type')
  for (const { cel, role, type, faults } of scene.cels) {
    const want = wanted[role]
    const kinds = kindsOf(type)
    if (want === undefined || kinds === undefined || kinds.length === 0 || faults.length > 0) continue
    if (!kinds.some((kind) => want.kinds.includes(kind))) scene.report('expression-type', cel.range, `Here ${want.words} is wanted, but this gives ${kindWords(kinds)}.`)
  }
}
