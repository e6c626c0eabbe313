import type { JsonSchema } from '../terms/json.ts'

/** What picking needs to know of a skill. Every checked skill is one. */
export interface SkillCard {
  readonly name: string
  readonly title: string
  readonly description: string
  /** As a person would say it; `{folder}` stands for a value of the input `folder`. */
  readonly examples: readonly string[]
  /** An input without a default is required. */
  readonly inputs: { readonly [name: string]: JsonSchema }
}

const slot = /\{\s*([\p{L}_][\p{L}\p{N}_]*)\s*\}/gu

/** Gives the texts between the slots and the names of the slots, in turn; it begins and ends with a text. */
export function splitSlots(example: string): readonly string[] {
  return example.split(slot)
}

/** Gives an example without its slots. */
export function withoutSlots(example: string): string {
  return example.replace(slot, ' ')
}
