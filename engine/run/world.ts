import type { Machine } from '../compile/machine.ts'
import type { Grant, Policy } from '../gate/policy.ts'
import type { Contract } from '../terms/contract.ts'
import type { Clock, Ids, Model, Person, RunStore, ToolPorts } from '../terms/ports.ts'
import type { Tool } from '../terms/tool.ts'

/** The tools a run may find. */
export interface ToolSource {
  tool(name: string): Tool | undefined
  /** Why a tool always asks; undefined: it does not. */
  alwaysAsk(name: string): string | undefined
  /** The read that stands behind a function of `evidence:`. */
  evidence(name: string): Tool | undefined
}

/** The skills a run may find by name. */
export interface SkillSource {
  find(name: string): SkillText | undefined | Promise<SkillText | undefined>
  /**
   * Whether the text with this hash is the one that stands under this name among the skills of the person and those that came
   * with Chela. One that lies beside a file opened from elsewhere is not. Left out: no text is.
   */
  isOwn?(name: string, hash: string): boolean | Promise<boolean>
}

export interface SkillText {
  readonly name: string
  readonly hash: string
  readonly text: string
}

/** All that a run meets: the ports, the tools, the skills, and what the owner decided beforehand. */
export interface World {
  readonly clock: Clock
  readonly ids: Ids
  readonly store: RunStore
  readonly tools: ToolSource
  readonly skills: SkillSource
  readonly ports: ToolPorts
  /** Gives the machine of a skill text; throws ChelaError when the text has faults. */
  machine(text: string): Machine
  /** Undefined: nobody can be asked, so what asks is denied. */
  readonly person: Person | undefined
  readonly model: Model | undefined
  readonly policy: Policy
  readonly grants: readonly Grant[]
  /** Of runs that are started without one of their own. */
  readonly contract: Contract | undefined
  /** Whether the owner accepted the report of the text with this hash. */
  accepted(hash: string): boolean
  /** Keeps a yes that holds for always. */
  keepGrant(grant: Grant): void | Promise<void>
}
