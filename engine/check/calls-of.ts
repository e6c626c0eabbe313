import type { FlowState } from '../flow/flow.ts'
import type { Range } from '../terms/position.ts'
import type { Templates } from '../terms/skill.ts'
import type { Tool } from '../terms/tool.ts'
import type { Scene } from './scene.ts'

/** A place in the file that calls a tool: a `call:` or an `undo:`. */
export interface ToolCallPlace {
  readonly owner: FlowState
  readonly key: 'call' | 'undo'
  readonly name: string
  /** `undefined`: not known here. */
  readonly tool: Tool | undefined
  readonly range: Range
  readonly with: Templates
}

const knownCalls = new WeakMap<Scene, readonly ToolCallPlace[]>()
const knownRuns = new WeakMap<Scene, readonly SkillRunPlace[]>()

/** Gives all places that call a tool, in the order of the file. A call whose name could not be read is left out. */
export function callsOf(scene: Scene): readonly ToolCallPlace[] {
  const calls = knownCalls.get(scene) ?? findCalls(scene)
  knownCalls.set(scene, calls)
  return calls
}

function findCalls(scene: Scene): ToolCallPlace[] {
  const calls: ToolCallPlace[] = []
  const add = (owner: FlowState, key: 'call' | 'undo', name: string, range: Range, templates: Templates): void => {
    if (name !== '') calls.push({ owner, key, name, tool: scene.world.tools(name), range, with: templates })
  }
  for (const owner of scene.states) {
    const { activity, undo } = owner.state
    if (activity.kind === 'call') add(owner, 'call', activity.tool, activity.toolRange, activity.with)
    if (undo !== undefined) add(owner, 'undo', undo.tool, undo.toolRange, undo.with)
  }
  return calls
}

/** A place in the file that runs another skill by its written name. */
export interface SkillRunPlace {
  readonly owner: FlowState
  readonly name: string
  readonly range: Range
  readonly with: Templates
}

/** Gives all places that run a skill whose name is written out. */
export function runsOf(scene: Scene): readonly SkillRunPlace[] {
  const runs = knownRuns.get(scene) ?? findRuns(scene)
  knownRuns.set(scene, runs)
  return runs
}

function findRuns(scene: Scene): SkillRunPlace[] {
  return scene.states.flatMap((owner) => {
    const { activity } = owner.state
    if (activity.kind !== 'run' || activity.skill.kind !== 'literal') return []
    const name = activity.skill.value
    return typeof name === 'string' && name !== '' ? [{ owner, name, range: activity.skill.range, with: activity.with }] : []
  })
}
