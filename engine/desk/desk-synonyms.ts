import { hashText } from '../terms/hash.ts'
import { positionAt } from '../terms/position.ts'
import type { Desk } from './desk.ts'
import type { DeskParts, KeptText } from './desk-parts.ts'
import { readSynonyms, type SynonymsRead } from './read-synonyms.ts'
import { ChelaError } from '../terms/failure.ts'

/** The words of the person that stand for one another. A text with faults is not saved; one that another hand wrote is shown with them. */
export function deskSynonyms({ synonyms }: Pick<DeskParts, 'synonyms'>): Pick<Desk, 'synonyms' | 'saveSynonyms'> {
  return {
    synonyms: async () => {
      const text = await synonyms.read()
      return { text, hash: hashText(text), faults: faultWords(text, readSynonyms(text)) }
    },
    saveSynonyms: async (text, base) => {
      const [fault] = faultWords(text, readSynonyms(text))
      if (fault !== undefined) return { refused: fault }
      const kept = await synonyms.write(text, base)
      return 'conflict' in kept ? kept : { saved: hashText(text) }
    },
  }
}

/** Gives the groups that hold now, and in a sentence why they are not those of the person; null: they are. */
export async function synonymsNow({ read }: Pick<KeptText, 'read'>): Promise<{ readonly text: string; readonly groups: SynonymsRead['groups']; readonly fault: string | null }> {
  try {
    const text = await read()
    const found = readSynonyms(text)
    const [fault] = faultWords(text, found)
    return { text, groups: found.groups, fault: fault === undefined ? null : `Your synonyms have a fault, so only the general ones are used: ${fault}` }
  } catch (error) {
    if (!(error instanceof ChelaError)) throw error
    return { text: '', groups: [], fault: `Your synonyms can not be read, so only the general ones are used: ${error.message}` }
  }
}

function faultWords(text: string, { diagnostics }: SynonymsRead): readonly string[] {
  return diagnostics
    .filter(({ severity }) => severity === 'error')
    .map(({ range, message, help }) => {
      const { line, column } = positionAt(text, range.start)
      return `line ${line}, column ${column}: ${message}${help === undefined ? '' : ` ${help}`}`
    })
}
