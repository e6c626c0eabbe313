import { kindsOf, kindWords } from '../../expression/static-type.ts'
import { templateType } from '../result-type.ts'
import { shown } from '../reader.ts'
import type { Scene } from '../scene.ts'

export function eachNotAList(scene: Scene): void {
  for (const { cel, role, type, faults } of scene.cels) {
    const kinds = kindsOf(type)
    if (role !== 'list' || faults.length > 0 || kinds === undefined || kinds.length === 0 || kinds.includes('list')) continue
    scene.report('each-not-a-list', cel.range, `An each needs a list, but this gives ${kindWords(kinds)}.`, { help: kinds.includes('object') ? 'keys(x) and values(x) give lists.' : undefined })
  }
  for (const { name, state } of scene.states) {
    if (state.activity.kind !== 'each') continue
    const { items } = state.activity
    if (items.kind === 'expression' || kindsOf(templateType(items))?.join() === 'list') continue
    scene.report('each-not-a-list', items.range, `The each "${shown(name)}" needs a list.`, { help: 'Write an expression that gives one, or a list: [a, b].' })
  }
}
