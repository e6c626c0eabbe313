import { ChelaError } from '../terms/failure.ts'
import { Asking } from './asking.ts'
import type { Desk } from './desk.ts'
import type { KeptText } from './desk-parts.ts'
import { synonymsNow } from './desk-synonyms.ts'
import { SkillCards } from './skill-cards.ts'
import { reviseSkill, writeSkill, type WriteParts } from './write-skill.ts'

/** The model is looked at with each question: the person may choose another in between. */
export interface AskParts extends WriteParts {
  /** Words of the person that stand for one another: read anew for each sentence, so a change of the file holds at once. */
  readonly synonyms: Pick<KeptText, 'read'>
}

const longest = 4000

/** Gives what proposes something for a sentence. It keeps the library that it read from question to question. */
export function openAsking(parts: AskParts): Pick<Desk, 'ask' | 'revise'> {
  const cards = new SkillCards(parts)
  let heard = ''
  const renew = async (words: string): Promise<string | null> => {
    if (words.trim() === '' || words.length > longest) throw new ChelaError('invalid-input', words.trim() === '' ? 'There are no words.' : `The words are longer than ${longest} characters.`, { help: 'Say in a sentence what is to be done.' })
    await parts.shelf.renew()
    await cards.renew()
    const { text, groups, fault } = await synonymsNow(parts.synonyms)
    if (text !== heard) cards.library.takeSynonyms(groups)
    heard = text
    return fault
  }
  return {
    ask: async (words, more = {}) => {
      const synonymsFault = await renew(words)
      const proposal = await (more.write === true ? writeSkill(parts, cards, words) : new Asking(parts, cards, words, more).proposal())
      return { ...proposal, synonymsFault }
    },
    revise: async (text, words) => {
      await renew(words)
      return reviseSkill(parts, cards, text, words)
    },
  }
}
