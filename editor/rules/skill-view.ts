/*
 * A skill text as an editor sees it: what could be read of it and where each part stands.
 * Owns: reading, once. Does not own: the text (session/) or its edits (commands/).
 * Always true: any text gives a view; V1 nothing in a view is changed after it was made.
 */
import {
  checkDocument, createOffsetIn, flowOf, parseDocument, Places, readSkill, toolOfFacts,
  type CheckWorld, type Diagnostic, type Document, type Flow, type FlowState, type Skill, type SkillSummary, type Tool, type ToolFacts,
} from '../../engine/index.ts'

/** What is installed beside the text. */
export interface Knowledge {
  readonly tools: ReadonlyMap<string, ToolFacts>
  readonly skills: ReadonlyMap<string, KnownSkill>
}

export interface KnownSkill {
  readonly title: string
  readonly description: string
  /** `null`: it has faults, so what it takes is not known. */
  readonly summary: SkillSummary | null
}

export interface SkillView {
  readonly text: string
  readonly document: Document
  /** As much of the skill as could be read. */
  readonly skill: Skill
  readonly flow: Flow
  readonly places: Places
  readonly knowledge: Knowledge
  /** Worked out when first asked for; ordered by position. */
  readonly diagnostics: readonly Diagnostic[]
  /** The first state of each name. */
  readonly byName: ReadonlyMap<string, FlowState>
}

/** Gives the view of a text, or of the `document` that was read from it before. Total: a text with faults gives what can be read of it. */
export function viewSkill(text: string, knowledge: Knowledge, document: Document = parseDocument(text)): SkillView {
  const places = new Places()
  const skill = readSkill(document, () => undefined, places)
  const flow = flowOf(skill)
  const byName = new Map<string, FlowState>()
  for (const state of flow.states.values()) if (!byName.has(state.state.name)) byName.set(state.state.name, state)
  let diagnostics: readonly Diagnostic[] | undefined
  return {
    text,
    document,
    skill,
    flow,
    places,
    knowledge,
    byName,
    get diagnostics() {
      return (diagnostics ??= checkDocument(document, worldOf(knowledge)).diagnostics)
    },
  }
}

/** Gives the place in the text of a character of a text value. */
export function offsetsOf(view: SkillView): ReturnType<typeof createOffsetIn> {
  return createOffsetIn(view.document)
}

const worlds = new WeakMap<Knowledge, CheckWorld>()

function worldOf(knowledge: Knowledge): CheckWorld {
  const made = worlds.get(knowledge)
  if (made !== undefined) return made
  const tools = new Map<string, Tool>()
  const skills = knowledge.skills
  const world: CheckWorld = {
    tools: (name) => {
      const facts = knowledge.tools.get(name)
      const tool = tools.get(name) ?? (facts && toolOfFacts(facts))
      if (tool !== undefined) tools.set(name, tool)
      return tool
    },
    toolNames: () => [...knowledge.tools.keys()],
    skill: (name) => skills.get(name)?.summary ?? undefined,
    skillNames: () => [...skills.keys()],
  }
  worlds.set(knowledge, world)
  return world
}
