import type { Range } from '../../terms/position.ts'
import type { Catch } from '../../terms/skill.ts'
import { errorCodes, isUncatchable } from '../error-codes.ts'
import { shown } from '../reader.ts'
import { renameFix, type Scene } from '../scene.ts'

export function catchNever(scene: Scene): void {
  for (const { name, state } of scene.states) {
    if (state.catch.every((taken) => taken.code.length === 0)) continue
    const codes = errorCodes(scene, [state])
    if (codes === undefined) continue
    for (const taken of state.catch) {
      for (const code of taken.code) {
        if (codes.has(code)) continue
        const range = codeRange(scene, taken, code)
        const near = scene.near(code, [...codes])
        const message = isUncatchable(code) ? `"${shown(code)}" ends the run and can not be caught.` : `"${shown(name)}" never fails with "${shown(code)}".`
        const help = code === '*' ? 'To catch everything, leave "code" out.' : near === undefined ? `It can fail with: ${[...codes].sort().join(', ')}.` : `Did you mean "${near}"?`
        scene.report('catch-never', range, message, { help, fix: renameFix(range, near) })
      }
    }
  }
}

function codeRange(scene: Scene, taken: Catch, code: string): Range {
  const node = scene.places.entry(taken, 'code')?.value
  if (node?.kind === 'list') return node.items.find((item) => item.kind === 'scalar' && item.value === code)?.range ?? node.range
  return node?.range ?? taken.range
}
