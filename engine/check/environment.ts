import { anyType, elementType } from '../expression/static-type.ts'
import type { Flow, FlowState } from '../flow/flow.ts'
import type { Cel, Skill } from '../terms/skill.ts'
import type { JsonSchema } from '../terms/json.ts'
import { fixedTypes, hasResult, resultType, templateType } from './result-type.ts'
import type { World } from './world.ts'

/** The names an expression may use, with their types. Inside an `each` those around it are seen too. */
export class Environment {
  readonly #own: ReadonlyMap<string, JsonSchema>
  readonly #outer: Environment | undefined

  constructor(own: ReadonlyMap<string, JsonSchema>, outer?: Environment) {
    this.#own = own
    this.#outer = outer
  }

  get(name: string): JsonSchema | undefined {
    return this.#own.get(name) ?? this.#outer?.get(name)
  }

  names(): readonly string[] {
    return [...this.#own.keys(), ...(this.#outer?.names() ?? [])]
  }
}

/** Works out which names are seen where: states inside an `each` only inside it. Each is worked out when first asked for. */
export class Environments {
  readonly #known = new Map<string | undefined, Environment>()
  readonly #homes = new Map<string | undefined, FlowState[]>()
  readonly #skill: Skill
  readonly #world: World
  readonly #flow: Flow
  readonly #typeOf: (cel: Cel, environment: Environment) => JsonSchema

  /** `typeOf` gives the type of an expression seen from an environment. */
  constructor(skill: Skill, world: World, flow: Flow, typeOf: (cel: Cel, environment: Environment) => JsonSchema) {
    this.#skill = skill
    this.#world = world
    this.#flow = flow
    this.#typeOf = typeOf
    for (const state of flow.states.values()) {
      const home = this.#homes.get(state.machine)
      if (home === undefined) this.#homes.set(state.machine, [state])
      else home.push(state)
    }
  }

  /** Gives the names in the body of the each `machine`; those of the skill itself when it is left out. */
  inside(machine: string | undefined): Environment {
    const known = this.#known.get(machine)
    if (known !== undefined) return known
    const made = machine === undefined ? this.#top() : this.#body(machine)
    this.#known.set(machine, made)
    return made
  }

  /** Gives the names in an `undo:` of a state: the others, and `result`. */
  undoing({ state, machine }: FlowState): Environment {
    const { activity } = state
    const result = activity.kind === 'call' ? (this.#world.tools(activity.tool)?.output ?? anyType) : anyType
    return new Environment(new Map([['result', result]]), this.inside(machine))
  }

  /** Gives the names in a bound: the inputs. */
  bound(): Environment {
    return new Environment(new Map([['input', this.#input()]]))
  }

  #top(): Environment {
    const { intent, memory, error, event } = fixedTypes
    const vars: JsonSchema = { type: 'object', properties: this.#skill.vars, additionalProperties: false }
    return new Environment(new Map([...this.#results(undefined), ['input', this.#input()], ['vars', vars], ['intent', intent], ['memory', memory], ['error', error], ['event', event]]))
  }

  #body(machine: string): Environment {
    const holder = this.#flow.states.get(machine)
    const outer = this.inside(holder?.machine)
    const names = this.#results(machine)
    if (holder?.state.activity.kind !== 'each') return new Environment(names, outer)
    const { as, items } = holder.state.activity
    const list = items.kind === 'expression' ? this.#typeOf(items.cel, outer) : templateType(items)
    return new Environment(names.set('index', fixedTypes.index).set(as, elementType(list)), outer)
  }

  #results(machine: string | undefined): Map<string, JsonSchema> {
    return new Map((this.#homes.get(machine) ?? []).map(({ state }) => [state.name, hasResult(state) ? resultType(state, this.#world) : anyType]))
  }

  #input(): JsonSchema {
    return { type: 'object', properties: this.#skill.inputs, additionalProperties: false }
  }
}
