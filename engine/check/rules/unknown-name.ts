import { reportFaults } from '../cel-faults.ts'
import { shown } from '../reader.ts'
import type { Scene } from '../scene.ts'

export function unknownName(scene: Scene): void {
  reportFaults(scene, 'unknown-name', 'unknown-name', ({ start, end, suggestion }, { cel, owner }) => {
    if (suggestion !== undefined) return undefined
    const name = cel.text.slice(start, end)
    if (name === 'result') return '"result" is the answer of the tool; it is there in "undo" only.'
    const each = scene.states.find(({ state, machine }) => state.activity.kind === 'each' && state.activity.as === name && machine === owner?.machine)
    if (each !== undefined) return `"${shown(name)}" is there only inside the each "${shown(each.name)}".`
    const inner = scene.byName.get(name)
    if (inner?.machine !== undefined) return `"${shown(name)}" lies inside the each "${shown(inner.machine)}" and is seen only there; "${shown(inner.machine)}" holds the list of results.`
    if (Object.hasOwn(scene.skill.inputs, name)) return `Write "input.${name}".`
    if (Object.hasOwn(scene.skill.vars, name)) return `Write "vars.${name}".`
    return 'Known are input, vars, intent, memory, error, event, now, and the states of the file. A text stands in quotes.'
  })
}
