import { flowOf, loadSkill, toolOfFacts, type Diagnostic, type Document, type LoadWorld, type Skill, type SkillListing, type ToolFacts } from '../../engine/index.ts'

/** What a text means, as far as it could be read. */
export interface Picture {
  readonly text: string
  readonly hash: string
  readonly document: Document
  readonly diagnostics: readonly Diagnostic[]
  /** The skill of this text, or of the last text that had no errors, with its flow; undefined: there was none yet. */
  readonly good: { readonly skill: Skill; readonly flow: ReturnType<typeof flowOf>; readonly text: string; readonly document: Document } | undefined
  /** Whether `good` is of this very text. */
  readonly current: boolean
}

/** What is known around the file: tools and other skills. */
export interface Surroundings {
  readonly tools: readonly ToolFacts[]
  readonly skills: readonly SkillListing[]
}

/** Gives the world that texts are checked in. */
export function checkingWorld({ tools, skills }: Surroundings): LoadWorld {
  const byName = new Map(tools.map((facts) => [facts.name, toolOfFacts(facts)]))
  const summaries = new Map(skills.map((one) => [one.name, one.summary]))
  return {
    tools: (name) => byName.get(name),
    toolNames: () => [...byName.keys()],
    skill: (name) => summaries.get(name) ?? undefined,
    skillNames: () => [...summaries.keys()],
    hash: '',
  }
}

/** Reads a text anew; a text with faults keeps the picture of the last good one. */
export function drawPicture(text: string, world: LoadWorld, before?: Picture): Picture {
  const { document, skill, diagnostics, hash } = loadSkill(text, world)
  const good = skill === undefined ? before?.good : { skill, flow: flowOf(skill), text, document }
  return { text, hash, document, diagnostics, good, current: skill !== undefined }
}
