import type { ActivityEffect, Deed } from '../../terms/effect.ts'
import type { Activity } from '../../terms/skill.ts'
import type { Builder } from '../builder.ts'
import type { MachineScope } from '../scope.ts'
import { compileArguments } from './arguments.ts'

/** Gives the deed of a `call:` with its exact arguments, their origins, and the choices that led to it. */
export function callEffect(builder: Builder, state: string, activity: Extract<Activity, { kind: 'call' }>): (scope: MachineScope) => ActivityEffect {
  const inputs = compileArguments(builder, activity.with)
  const because = builder.because(state)
  return (scope) => {
    const deed: Deed = { tool: activity.tool, input: inputs.values(scope), origins: inputs.origins(scope), because: because(scope) }
    return { kind: 'call', state, deed }
  }
}
