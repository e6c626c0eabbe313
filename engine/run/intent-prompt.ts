/* What a model is asked in a run with a contract: the intent, what is open, what was done, and the question. Never the talk so far. */
import { openItemWords, type OpenItem } from '../gate/open-items.ts'
import type { Contract } from '../terms/contract.ts'

/** Characters of the words of the person, of one clause, and clauses of a kind. */
const longestWords = 4_000
const longestClause = 300
const mostClauses = 30

/** Gives a question with the intent around it, as text of bounded size. Pure. */
export function intentPrompt({ contract, open, done, question }: { readonly contract: Contract; readonly open: readonly OpenItem[]; readonly done: readonly string[]; readonly question: string }): string {
  const { words, allowed, limits } = contract
  const parts = [
    ['What the person wants, in their own words', [cut(words, longestWords)]],
    ['Allowed; whatever else is tried is refused', allowed.map((clause) => `${cut(clause.words, longestClause)} (${clause.tool})`)],
    ['Limits', limits.map((clause) => cut(clause.words, longestClause))],
    [`Still to be done${contract.inOrder === true ? ', in this order,' : ''} before the work counts as done`, open.length === 0 ? ['Nothing.'] : open.map((item) => cut(openItemWords(item), longestClause))],
    ['Done so far', done.length === 0 ? ['Nothing.'] : done],
    ['The question', [question]],
  ] as const
  return parts.flatMap(([title, lines]) => (lines.length === 0 ? [] : [`${title}:`, ...listed(lines), ''])).join('\n').trimEnd()
}

function listed(lines: readonly string[]): readonly string[] {
  if (lines.length <= mostClauses) return lines
  return [...lines.slice(0, mostClauses), `and ${lines.length - mostClauses} more.`]
}

function cut(text: string, longest: number): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 40)} … ${text.slice(-37)}`
}
