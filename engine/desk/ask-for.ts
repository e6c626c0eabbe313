import { ChelaError } from '../terms/failure.ts'
import { Asking } from './asking.ts'
import type { Desk } from './desk.ts'
import { SkillCards } from './skill-cards.ts'
import { reviseSkill, writeSkill, type WriteParts } from './write-skill.ts'

/** The model is looked at with each question: the person may choose another in between. */
export type AskParts = WriteParts

const longest = 4000

/** Gives what proposes something for a sentence. It keeps the library that it read from question to question. */
export function openAsking(parts: AskParts): Pick<Desk, 'ask' | 'revise'> {
  const cards = new SkillCards(parts)
  const renew = async (words: string): Promise<void> => {
    if (words.trim() === '' || words.length > longest) throw new ChelaError('invalid-input', words.trim() === '' ? 'There are no words.' : `The words are longer than ${longest} characters.`, { help: 'Say in a sentence what is to be done.' })
    await parts.shelf.renew()
    await cards.renew()
  }
  return {
    ask: async (words, more = {}) => {
      await renew(words)
      return more.write === true ? writeSkill(parts, cards, words) : new Asking(parts, cards, words, more).proposal()
    },
    revise: async (text, words) => {
      await renew(words)
      return reviseSkill(parts, cards, text, words)
    },
  }
}
