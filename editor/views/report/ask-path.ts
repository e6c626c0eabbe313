import { canHappen, canReach, toolOfFacts, type PathAnswer, type ReportLine } from '../../../engine/index.ts'
import { checkingWorld, drawPicture, type Picture } from '../../session/picture.ts'
import type { Workspace } from '../../session/workspace.ts'

/** A question about the ways of a file. `deed`: a tool or a class of tools; `without`: "confirm", a state, or nothing. */
export type PathQuestion = { readonly kind: 'happen'; readonly deed: string; readonly without: string } | { readonly kind: 'reach'; readonly state: string }

type Good = NonNullable<Picture['good']>

/** Answers a question with a way as the witness. Skills that it runs are read first, so that ways lead through them too. */
export async function askPath(workspace: Workspace, good: Good, question: PathQuestion, inner: readonly string[]): Promise<PathAnswer> {
  if (question.kind === 'reach') return canReach(good.skill, question.state)
  const { tools, skills } = workspace.store.getState()
  const facts = new Map(tools.map((one) => [one.name, one]))
  const texts = new Map<string, { readonly skill: Good['skill']; readonly hash: string }>()
  for (const name of inner) {
    const id = skills.find((one) => one.name === name)?.id
    const file = id === undefined ? null : await workspace.attempt((desk) => desk.read(id))
    const read = file == null ? undefined : drawPicture(file.text, checkingWorld({ tools, skills }))
    if (read?.good !== undefined) texts.set(name, { skill: read.good.skill, hash: read.hash })
  }
  const tool = (name: string) => {
    const known = facts.get(name)
    return known === undefined ? undefined : toolOfFacts(known)
  }
  return canHappen(good.skill, { tool, skill: (name) => texts.get(name) }, question.deed, question.without === '' ? {} : { without: question.without })
}

/** Gives what one may ask about: classes of deeds first, then each tool that the report names. */
export function deedChoices(lines: readonly ReportLine[]): readonly { readonly deed: string; readonly words: string }[] {
  const named = [...new Set(lines.map(({ tool }) => tool))]
  return [
    { deed: 'sensitive', words: 'anything that can not be taken back' },
    { deed: 'reversible', words: 'any change that can be taken back' },
    { deed: 'read', words: 'any look' },
    ...named.map((deed) => ({ deed, words: deed })),
  ]
}
