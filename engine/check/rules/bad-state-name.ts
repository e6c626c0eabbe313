import type { FlowState } from '../../flow/flow.ts'
import type { TextEdit } from '../../terms/text-edit.ts'
import { asSnakeCase, isSnakeCase } from '../names.ts'
import { shown } from '../reader.ts'
import type { Scene } from '../scene.ts'
import { targetsOf } from '../targets-of.ts'

export function badStateName(scene: Scene): void {
  const written = scene.states.filter(({ state, parent }) => parent === undefined || scene.flow.states.get(parent)?.state.range !== state.range)
  for (const state of written) {
    const { name, nameRange } = state.state
    if (isSnakeCase(name)) continue
    const better = asSnakeCase(name)
    const free = better !== undefined && !scene.byName.has(better)
    scene.report('bad-state-name', nameRange, name === '' ? 'A state needs a name.' : `"${shown(name)}" can not be the name of a state.`, {
      help: 'Small letters, digits and underscores, beginning with a letter, at most 64: ask_first.',
      fix: free ? { title: `Rename it to "${better}"`, edits: renames(scene, state, better) } : undefined,
    })
  }
}

/** Gives the edits that rename a state and all that leads to it. Expressions can not have named it. */
function renames(scene: Scene, { state }: FlowState, name: string): TextEdit[] {
  const targets = scene.states.flatMap((other) => targetsOf(other.state)).filter(({ target }) => target.state === state.name)
  const starts = [scene.skill, ...scene.states.map((other) => other.state)].map((part) => scene.places.entry(part, 'start')?.value).filter((node) => node?.kind === 'scalar' && node.value === state.name)
  const ranges = [state.nameRange, ...targets.map(({ target }) => target.range), ...starts.flatMap((node) => (node === undefined ? [] : [node.range]))]
  const unique = new Map(ranges.map((range) => [range.start, range]))
  return [...unique.values()].map((range) => ({ range, text: name }))
}
