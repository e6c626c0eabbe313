import type { CheckFault } from '../expression/check-expression.ts'
import type { Range } from '../terms/position.ts'
import type { Cel } from '../terms/skill.ts'
import type { CheckedCel } from './check-cels.ts'
import type { Code } from './diagnose.ts'
import { renameFix, type Scene } from './scene.ts'

/** Gives where a part of an expression stands in the file; the whole expression when that can not be told. */
export function celRange({ offsetIn, places }: Scene, cel: Cel, start: number, end: number): Range {
  const place = places.cel(cel)
  if (place === undefined || typeof place.node.value !== 'string') return cel.range
  const from = offsetIn(place.node, place.start + start)
  return { start: from, end: Math.max(from, offsetIn(place.node, place.start + end)) }
}

/** Gives where a path such as `look.files` stands in an expression; the whole expression when it is written otherwise. */
export function pathRange(scene: Scene, cel: Cel, path: readonly string[]): Range {
  const text = path.join('.')
  for (let at = cel.text.indexOf(text); at !== -1; at = cel.text.indexOf(text, at + 1)) {
    if (!isWord(cel.text[at - 1]) && cel.text[at - 1] !== '.' && !isWord(cel.text[at + text.length])) return celRange(scene, cel, at, at + text.length)
  }
  return cel.range
}

function isWord(sign: string | undefined): boolean {
  return sign !== undefined && /\w/.test(sign)
}

/** Reports the faults of one kind in all expressions under `code`; `help` may say more than the suggestion of the fault. */
export function reportFaults(scene: Scene, kind: CheckFault['code'], code: Code, help?: (fault: CheckFault, checked: CheckedCel) => string | undefined): void {
  for (const checked of scene.cels) {
    if (checked.role === 'bound' && kind === 'unknown-name') continue
    for (const fault of checked.faults) {
      if (fault.code !== kind) continue
      const range = celRange(scene, checked.cel, fault.start, fault.end)
      const suggestion = fault.suggestion === undefined ? undefined : `Did you mean "${fault.suggestion}"?`
      scene.report(code, range, fault.message, { help: help?.(fault, checked) ?? suggestion, fix: renameFix(range, fault.suggestion) })
    }
  }
}
