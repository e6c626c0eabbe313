import type { JsonSchema } from '../terms/json.ts'
import type { Tool } from '../terms/tool.ts'

/** What the checker must know of another skill to check a `run:` of it. */
export interface SkillSummary {
  readonly inputs: { readonly [name: string]: JsonSchema }
  /** The fields of what it puts out; `undefined` when they are not known. */
  readonly outputs?: readonly string[] | undefined
}

/** What is installed beside the file. Without `skill` the skills a file runs are not looked up. */
export interface World {
  readonly tools: (name: string) => Tool | undefined
  readonly toolNames: () => readonly string[]
  readonly skill?: (name: string) => SkillSummary | undefined
  readonly skillNames?: () => readonly string[]
}
