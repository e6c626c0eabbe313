/* The order that words plainly ask for: "move the files, then mail me", "before you mail me, move the files", "先移动文件，再发邮件". */
import { withoutQuotes } from './without-quotes.ts'

const longest = 4000
/* What is done in a case, and not in another, has no plain order. */
const conditional = /\b(?:if|when|whenever|unless|in case|otherwise|instead|or else)\b|如果|要是|假如|除非|否则/iu
const then = /(?<!\b(?:since|by|until|till|back|even|rather|now and|right|just|from)\s+)(?<=^|[,;.!?\n]\s*(?:and |but )?|\s(?:and |but |only )?)(?:then|after that|after this|after which|afterwards|finally|lastly|followed by)\b(?!\s+(?:again|some|on)\b)|\b(?<=[.!?\n]\s*)(?:Then|After that|After this|Afterwards|Finally|Lastly)\b/gu
const chineseThen = /然后|接着|随后|(?:之后|以后)再?|(?<=先[^。！？!?]{1,80})再|最后/gu
const single: readonly (readonly [RegExp, 'as said' | 'turned round'])[] = [
  [/^(?:please\s+)?before\s+([^,]{3,200}),\s*(.{3,400})$/iu, 'turned round'],
  [/^(?:please\s+)?after\s+([^,]{3,200}),\s*(.{3,400})$/iu, 'as said'],
  [/^(.{3,400}?),?\s+before\s+((?:you\s|we\s|i\s)?[a-z]+ing\b.{0,400}|(?:you|we|i)\s.{3,400})$/iu, 'as said'],
  [/^(.{3,400}?),?\s+(?:only\s+)?after\s+((?:you\s|we\s|i\s)?[a-z]+ing\b.{0,400}|(?:you|we|i)\s.{3,400})$/iu, 'turned round'],
  [/^(?:请)?在?(.{2,80}?)(?:之前|以前)[，,]?\s*(.{2,200})$/u, 'turned round'],
]

/** Gives the parts of the words in the order in which they are to be done; none where no order is plain. */
export function readOrder(words: string): readonly string[] {
  const text = withoutQuotes(words.slice(0, longest)).trim().replace(/[.!。！\s]+$/u, '')
  if (conditional.test(text)) return []
  const parts = text.split(then).flatMap((part) => part.split(chineseThen))
  if (parts.length > 1) return /\b(?:before|after)\s+[a-z]+ing\b|之前|以前/iu.test(text) ? [] : parts
  if (/[.!?。！？\n]/u.test(text) || (text.match(/\b(?:before|after)\b|之前|以前/giu) ?? []).length !== 1) return []
  for (const [form, direction] of single) {
    const [, first, second] = form.exec(text) ?? []
    if (first !== undefined && second !== undefined) return direction === 'as said' ? [first, second] : [second, first]
  }
  return []
}
