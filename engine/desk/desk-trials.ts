import { rehearse } from '../run/rehearse.ts'
import { runSkillTests } from '../run/run-skill-tests.ts'
import type { World } from '../run/world.ts'
import type { Desk } from './desk.ts'
import type { DeskParts } from './desk-parts.ts'
import { acceptedText, readyText } from './desk-texts.ts'

/** What is tried without a deed: the tests inside a text, and a rehearsal. A rehearsal reads for real, so its text must be accepted. */
export function deskTrials(parts: DeskParts, world: World): Pick<Desk, 'test' | 'rehearse'> {
  return {
    test: async (text) => {
      const { skill, ...ready } = await readyText(parts, text)
      return runSkillTests(skill, ready, { world, fresh: parts.quiet })
    },
    rehearse: async (text, input, answers, contract) => {
      const { skill: _skill, ...ready } = await acceptedText(parts, text)
      return rehearse(world, { skill: ready, input, ...(await parts.rehearsal()), ...(answers !== undefined && { answers }), ...(contract !== undefined && { contract }) })
    },
  }
}
