import { checkExpression, type CheckedExpression, type CheckOptions } from '../expression/check-expression.ts'
import { anyType } from '../expression/static-type.ts'
import type { Flow } from '../flow/flow.ts'
import type { JsonSchema } from '../terms/json.ts'
import type { Cel, Skill } from '../terms/skill.ts'
import { celsOf, type PlacedCel } from './cels-of.ts'
import { Environments, type Environment } from './environment.ts'
import type { World } from './world.ts'

/** How many names are looked at for suggestions in one file, so that no file can make them costly. */
const mostCandidates = 50_000
const mostExpressions = 20_000

/** An expression with its place, its type, what it reads and what is wrong in it. */
export interface CheckedCel extends PlacedCel, CheckedExpression {}

export interface CheckedCels {
  /** In the order of the states. */
  readonly cels: readonly CheckedCel[]
  readonly environments: Environments
  /** There are more than can be checked in reasonable time; none was checked then. */
  readonly tooMany: boolean
}

/** Gives every expression of a skill checked against the names and types at its place. */
export function checkCels(skill: Skill, world: World, flow: Flow): CheckedCels {
  const known = new Map<Cel, CheckedExpression>()
  let left = mostCandidates
  const suggestions = new Map<Environment, Iterable<string>>()
  const suggest = (environment: Environment): Iterable<string> => {
    const known = suggestions.get(environment)
    if (known !== undefined) return known
    const names = (): readonly string[] => {
      const all = environment.names()
      left -= all.length
      return left < 0 ? [] : all
    }
    const made = { [Symbol.iterator]: () => names()[Symbol.iterator]() }
    suggestions.set(environment, made)
    return made
  }
  const check = (cel: Cel, environment: Environment, functions?: ReadonlyMap<string, JsonSchema>): CheckedExpression => {
    const found = known.get(cel) ?? checkIn(cel, environment, suggest(environment), functions)
    known.set(cel, found)
    return found
  }
  const environments = new Environments(skill, world, flow, (cel, environment) => check(cel, environment).type)
  let functions: ReadonlyMap<string, JsonSchema> | undefined
  const placed = celsOf(skill, [...flow.states.values()])
  if (placed.length > mostExpressions) return { cels: [], environments, tooMany: true }
  const cels = placed.map((one) => {
    const environment = environmentOf(one, environments)
    if (one.role === 'evidence') functions ??= evidenceFunctions(world)
    const { type, reads, faults } = check(one.cel, environment, one.role === 'evidence' ? functions : undefined)
    return { cel: one.cel, role: one.role, owner: one.owner, type, reads, faults }
  })
  return { cels, environments, tooMany: false }
}

function checkIn(cel: Cel, environment: Environment, names: Iterable<string>, functions: ReadonlyMap<string, JsonSchema> | undefined): CheckedExpression {
  const options: CheckOptions = functions === undefined ? { names } : { names, functions }
  return checkExpression(cel.text, (name) => environment.get(name), options)
}

/** Gives the names that are seen where an expression stands. */
export function environmentOf({ role, owner }: Pick<PlacedCel, 'role' | 'owner'>, environments: Environments): Environment {
  if (owner === undefined || role === 'bound') return environments.bound()
  return role === 'undo' ? environments.undoing(owner) : environments.inside(owner.machine)
}

/** Gives the reads of the world that tools offer to evidence, with the type of what they give. */
export function evidenceFunctions(world: World): ReadonlyMap<string, JsonSchema> {
  const functions = new Map<string, JsonSchema>()
  for (const name of world.toolNames()) {
    const tool = world.tools(name)
    if (tool?.evidence === undefined) continue
    const { properties } = tool.output
    const { value } = tool.evidence
    functions.set(tool.evidence.name, properties !== undefined && Object.hasOwn(properties, value) ? (properties[value] ?? anyType) : anyType)
  }
  return functions
}
