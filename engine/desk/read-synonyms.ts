/*
 * The words of a person that stand for one another, as they write them. Owns: the form of the file and its bounds. Does not own:
 * what a search makes of them (agent/synonym-table). Always true: Y1 any text gives groups and faults, never a throw; Y2 a text with one
 * fault gives no group: nobody can tell what was meant.
 */
import { wordsOf } from '../agent/words-of.ts'
import { parseDocument } from '../document/parse-document.ts'
import { nearestName } from '../expression/nearest-name.ts'
import { quote } from '../gate/quote.ts'
import type { Diagnostic } from '../terms/diagnostic.ts'
import type { DocumentNode, ListNode } from '../terms/document.ts'
import type { Range } from '../terms/position.ts'

export interface SynonymsRead {
  readonly groups: readonly (readonly string[])[]
  readonly diagnostics: readonly Diagnostic[]
}

const fileKeys = ['chela', 'groups']
/** In UTF-16 units. */
const longestText = 64 * 1024
const mostGroups = 500
const mostWords = 30
const longestWord = 40
/** So that one word can not stand for all others. */
const mostPlaces = 4
const mostFaults = 100

type Report = (code: string, range: Range, message: string, help: string) => undefined

/** Gives the groups of a YAML text, each a list of words, and what is wrong in it. */
export function readSynonyms(text: string): SynonymsRead {
  if (text.trim() === '') return { groups: [], diagnostics: [] }
  if (text.length > longestText) return { groups: [], diagnostics: [{ code: 'synonyms-many', severity: 'error', range: { start: 0, end: 0 }, message: 'The file of synonyms is longer than 64 KiB.', help: 'Keep the words that you use.' }] }
  const document = parseDocument(text)
  const diagnostics: Diagnostic[] = [...document.diagnostics]
  const report: Report = (code, range, message, help) => void diagnostics.push({ code, severity: 'error', range, message, help })
  const groups = groupsOf(document.root, text.length, report)
  diagnostics.sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end)
  const isFaulty = diagnostics.some(({ severity }) => severity === 'error')
  return { groups: isFaulty ? [] : groups, diagnostics: diagnostics.slice(0, mostFaults) }
}

function groupsOf(root: DocumentNode | undefined, length: number, report: Report): readonly (readonly string[])[] {
  if (root?.kind !== 'map') {
    report('synonyms-shape', root?.range ?? { start: 0, end: length }, 'A file of synonyms is a mapping.', 'Begin with "chela: 1", then "groups:" with one group a line.')
    return []
  }
  for (const { key, keyRange } of root.entries) {
    const near = nearestName(key, fileKeys)
    if (!fileKeys.includes(key)) report('synonyms-key', keyRange, `${quote(key)} is not a key of a file of synonyms.`, near === undefined ? `Keys here: ${fileKeys.join(', ')}.` : `Did you mean "${near}"?`)
  }
  const version = root.entries.find(({ key }) => key === 'chela')?.value
  if (version?.kind !== 'scalar' || version.value !== 1) report('synonyms-version', version?.range ?? root.range, 'The file of synonyms does not say "chela: 1".', 'Write "chela: 1" as its first line.')
  const list = root.entries.find(({ key }) => key === 'groups')?.value
  if (list === undefined) return []
  if (list.kind !== 'list') {
    report('synonyms-shape', list.range, '"groups" must be a list.', 'Write each group on a line of its own that begins with "- ".')
    return []
  }
  return wordsOfGroups(list, report)
}

function wordsOfGroups({ items, range }: ListNode, report: Report): readonly (readonly string[])[] {
  if (items.length > mostGroups) {
    report('synonyms-many', range, `There are ${items.length} groups.`, `At most ${mostGroups} are read: put words that mean the same into one group.`)
    return []
  }
  const places = new Map<string, number>()
  return items.map((node) => {
    const words = groupOf(node, report)
    for (const word of words) {
      const plain = word.toLowerCase()
      const count = (places.get(plain) ?? 0) + 1
      places.set(plain, count)
      if (count === mostPlaces + 1) report('synonyms-many', node.range, `${quote(word)} stands in more than ${mostPlaces} groups.`, 'A word that means so much tells nothing: take it out of some.')
    }
    return words
  })
}

/** A group is a list of words, or a text of words with blanks between them. */
function groupOf(node: DocumentNode, report: Report): readonly string[] {
  const parts = node.kind === 'list' ? node.items.map((item) => ({ text: textOf(item), range: item.range })) : (textOf(node) ?? '').split(/\s+/u).filter((word) => word !== '').map((text) => ({ text, range: node.range }))
  if (node.kind === 'map' || parts.length < 2) {
    report('synonyms-shape', node.range, 'A group has two words or more.', 'Write them on one line: "- invoice bill Rechnung", or as a list: "- [invoice, bill]".')
    return []
  }
  if (parts.length > mostWords) {
    report('synonyms-many', node.range, `A group of ${parts.length} words.`, `At most ${mostWords} words are read in one group.`)
    return []
  }
  for (const { text, range } of parts) {
    if (text === undefined) report('synonyms-word', range, 'This is no text.', 'Put it in quotes, or leave it out.')
    else if (text.length > longestWord) report('synonyms-word', range, `${quote(text)} is longer than ${longestWord} characters.`, 'Write single words.')
    else if (!isWord(text)) report('synonyms-word', range, `${quote(text)} is not one word.`, 'Write single words of letters, without blanks and signs: words are looked for one by one.')
  }
  return [...new Set(parts.flatMap(({ text }) => text ?? []))]
}

function textOf(node: DocumentNode): string | undefined {
  return node.kind === 'scalar' && typeof node.value === 'string' ? node.value : undefined
}

/** As a search reads it: one word, or a few Han characters, of which each is one. */
function isWord(text: string): boolean {
  const words = wordsOf(text)
  return /^\p{Script=Han}+$/u.test(text) || (words.length === 1 && words[0]?.text === text && /\p{L}/u.test(text))
}
