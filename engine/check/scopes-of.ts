import { checkExpression } from '../expression/check-expression.ts'
import type { Flow, FlowState } from '../flow/flow.ts'
import type { JsonSchema } from '../terms/json.ts'
import type { Skill } from '../terms/skill.ts'
import type { CelRole } from './cels-of.ts'
import { environmentOf, evidenceFunctions } from './check-cels.ts'
import { Environments } from './environment.ts'
import type { World } from './world.ts'

/** What an expression may read and call at a place, with types. */
export interface ExpressionScope {
  readonly names: ReadonlyMap<string, JsonSchema>
  /** Those beside the functions of the language. */
  readonly functions: ReadonlyMap<string, JsonSchema>
}

const noFunctions: ReadonlyMap<string, JsonSchema> = new Map()

/** Gives the way to what expressions see in a state (left out: in a bound of the ceiling), by what they are for. */
export function scopesOf(skill: Skill, world: World, flow: Flow): (owner: FlowState | undefined, role: CelRole) => ExpressionScope {
  const environments = new Environments(skill, world, flow, (cel, environment) => checkExpression(cel.text, (name) => environment.get(name)).type)
  return (owner, role) => {
    const environment = environmentOf({ role, owner }, environments)
    const names = new Map<string, JsonSchema>()
    for (const name of environment.names()) {
      const type = environment.get(name)
      if (type !== undefined) names.set(name, type)
    }
    return { names, functions: role === 'evidence' ? evidenceFunctions(world) : noFunctions }
  }
}
