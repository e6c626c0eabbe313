import { statesInside } from '../flow/flow.ts'
import { engineFailures } from '../terms/failure.ts'
import type { State } from '../terms/skill.ts'
import type { Scene } from './scene.ts'

/** Failures that end the run, whatever the file says. */
const uncatchable = ['too-many-steps', 'out-of-time', 'over-budget', 'open-items', 'evidence', 'cancelled', 'unknown']

/**
 * Gives the codes a state and what lies inside it can fail with, as a catch sees them; `undefined` when they can not be
 * known, because a tool is not known here or another skill runs.
 */
export function errorCodes(scene: Scene, states: readonly State[]): ReadonlySet<string> | undefined {
  const codes = new Set(Object.keys(engineFailures).filter((code) => !uncatchable.includes(code)))
  const waiting = [...states]
  for (let state = waiting.pop(); state !== undefined; state = waiting.pop()) {
    const { activity } = state
    if (activity.kind === 'run') return undefined
    if (activity.kind === 'call') {
      const tool = scene.world.tools(activity.tool)
      if (tool === undefined) return undefined
      for (const code of Object.keys(tool.errors)) codes.add(code)
    }
    waiting.push(...statesInside(state))
  }
  return codes
}

export function isUncatchable(code: string): boolean {
  return uncatchable.includes(code)
}
