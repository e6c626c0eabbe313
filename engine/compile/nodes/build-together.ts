import type { State } from '../../terms/skill.ts'
import type { Builder } from '../builder.ts'
import { isGroup, needsDoor } from '../doors.ts'
import type { NodeConfig, Nodes, Way } from '../node-config.ts'
import { collectBranches } from '../collect-branches.ts'
import { onward, type BuildNode, type Following, type Place } from '../ways.ts'
import { buildList } from './build-list.ts'
import { goingOn, groupNode } from './build-group.ts'

/** A parallel node. Its result is an object by branch; with `first: true` only the branch that was first is in it. */
export function buildTogether(builder: Builder, place: Place, buildNode: BuildNode): Nodes {
  const { state } = place
  const { branches, first } = state.activity as Extract<State['activity'], { kind: 'together' }>
  const states: Record<string, NodeConfig> = {}
  const firsts: Record<string, readonly Way[]> = {}
  for (const branch of branches) {
    if (branch.activity.kind === 'history') {
      Object.assign(states, buildNode(builder, { state: branch, following: stay(branch), top: false }))
      continue
    }
    const region = isRegion(branch) ? branch.name : `${branch.name}$region`
    Object.assign(states, isRegion(branch) ? regionItself(builder, branch, buildNode) : regionAround(builder, branch, region, buildNode))
    if (first) firsts[`xstate.done.state.${region}`] = [onward(builder, place, [collectBranches(builder, state.name, [branch.name])])]
  }
  const on = first ? firsts : goingOn(builder, place, [collectBranches(builder, state.name, builder.branchesOf(state.name) ?? [])])
  return groupNode(builder, place, { type: 'parallel', states, on })
}

/** A branch that is a group or rests can be the region itself; any other is wrapped in one. */
function isRegion(branch: State): boolean {
  return (isGroup(branch) || branch.activity.kind === 'rest') && !needsDoor(branch) && branch.catch.length === 0
}

function regionItself(builder: Builder, branch: State, buildNode: BuildNode): Nodes {
  return buildNode(builder, { state: branch, following: stay(branch), top: false, region: true })
}

function regionAround(builder: Builder, branch: State, region: string, buildNode: BuildNode): Nodes {
  const slot = builder.slots.byState.get(branch.name) as number
  return { [region]: { id: region, ...buildList(builder, [branch], branch.name, { name: region, slot }, false, buildNode) } }
}

function stay(branch: State): Following {
  return { target: `#${branch.name}`, actions: [] }
}
