import type { SkillListing, ToolFacts } from '../../../engine/index.ts'
import { graphDifference, type GraphDifference } from '../../graph/graph-difference.ts'
import { knowledgeOf } from '../../rules/known-view.ts'
import { viewSkill } from '../../rules/skill-view.ts'

interface Around {
  readonly tools: readonly ToolFacts[]
  readonly skills: readonly SkillListing[]
}

export interface StateChange {
  readonly id: string
  readonly name: string
  readonly change: 'added' | 'removed' | 'changed'
}

/** Gives what an update changes in the picture, with the states that are no longer what they were, in their order. */
export function pictureDifference(before: string, after: string, { tools, skills }: Around): { readonly difference: GraphDifference; readonly states: readonly StateChange[] } {
  const knowledge = knowledgeOf(tools, skills)
  const difference = graphDifference(viewSkill(before, knowledge), viewSkill(after, knowledge))
  const states = difference.graph.nodes.flatMap(({ id, name }) => {
    const change = difference.states.get(id)
    return change === undefined || change === 'same' ? [] : [{ id, name, change }]
  })
  return { difference, states }
}
