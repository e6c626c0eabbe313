import { isSnakeCase, scopeNames } from '../names.ts'
import { shown } from '../reader.ts'
import type { Scene } from '../scene.ts'

const meanings = 'These names mean something in every expression: '

export function reservedName(scene: Scene): void {
  const reserved: readonly string[] = scopeNames
  const help = `${meanings}${reserved.join(', ')}.`
  for (const { state } of scene.states) {
    if (reserved.includes(state.name)) scene.report('reserved-name', state.nameRange, `A state can not be called "${state.name}".`, { help })
    const { activity } = state
    if (activity.kind !== 'each') continue
    const range = scene.places.entry(state, 'as')?.value.range ?? state.nameRange
    if (reserved.includes(activity.as) || activity.as === 'index') {
      scene.report('reserved-name', range, `An element can not be called "${activity.as}".`, { help: `${help} "index" is the number of the element.` })
    } else if (!isSnakeCase(activity.as)) {
      scene.report('bad-state-name', range, `"${shown(activity.as)}" can not be the name of an element.`, { help: 'Small letters, digits and underscores, beginning with a letter, at most 64: file.' })
    }
  }
}
