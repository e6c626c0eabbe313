import type { Json } from '../../terms/json.ts'
import { joinLabels, noLabels, type Labels } from '../../terms/label.ts'
import type { State } from '../../terms/skill.ts'
import type { Builder } from '../builder.ts'
import { isGroup, needsDoor } from '../doors.ts'
import type { ActionConfig, NodeConfig, Nodes, Way } from '../node-config.ts'
import { cellAt, withCell } from '../values.ts'
import { onward, type Place } from '../ways.ts'
import { buildList } from './build-list.ts'
import { buildNode } from './build-node.ts'
import { groupNode } from './build-group.ts'

/** A parallel node. Its result is an object by branch; with `first: true` only the branch that was first is in it. */
export function buildTogether(builder: Builder, place: Place): Nodes {
  const { state } = place
  const { branches, first } = state.activity as Extract<State['activity'], { kind: 'together' }>
  const states: Record<string, NodeConfig> = {}
  const on: Record<string, readonly Way[]> = {}
  for (const branch of branches) {
    const region = isRegion(branch) ? branch.name : `${branch.name}$region`
    Object.assign(states, isRegion(branch) ? regionItself(builder, branch) : regionAround(builder, branch, region))
    if (first) on[`xstate.done.state.${region}`] = [onward(builder, place, [collect(builder, state.name, [branch])])]
  }
  const onDone = first || place.region ? {} : { onDone: [onward(builder, place, [collect(builder, state.name, branches)])] }
  return groupNode(builder, place, { type: 'parallel', states, on, ...onDone })
}

/** A branch that is a group or rests can be the region itself; any other is wrapped in one. */
function isRegion(branch: State): boolean {
  return (isGroup(branch) || branch.activity.kind === 'rest') && !needsDoor(branch) && branch.catch.length === 0
}

function regionItself(builder: Builder, branch: State): Nodes {
  return buildNode(builder, { state: branch, following: { target: `#${branch.name}`, actions: [] }, top: false, region: true })
}

function regionAround(builder: Builder, branch: State, region: string): Nodes {
  const slot = builder.slots.byState.get(branch.name) as number
  return { [region]: { id: region, ...buildList(builder, [branch], branch.name, { name: region, slot }, false) } }
}

function collect(builder: Builder, state: string, branches: readonly State[]): ActionConfig {
  const slot = builder.slots.byState.get(state) as number
  return builder.change('collect', (values) => {
    const value: Record<string, Json> = {}
    let labels: Labels = noLabels
    for (const branch of branches) {
      const cell = cellAt(values, builder.slots.byState.get(branch.name) as number)
      value[branch.name] = cell?.value ?? null
      if (cell !== undefined) labels = joinLabels(labels, cell.labels)
    }
    return withCell(values, slot, { value, labels })
  }, { branches: branches.map((branch) => branch.name) })
}
