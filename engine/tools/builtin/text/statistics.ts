import { defineTool } from '../../define-tool.ts'
import { commonWords } from './common-words.ts'
import { countCharacters } from './count-characters.ts'

/** Words a minute in English and characters a minute in Chinese, silent reading: Brysbaert 2019; Trauzettel-Klosinski 2012. */
const wordsAMinute = 238
const charactersAMinute = 255

export const textStatistics = defineTool({
  name: 'text.statistics',
  title: 'Count words and characters',
  description: 'Gives lines, paragraphs, words and characters of a text, its most frequent words, and the time to read it. In Chinese and Japanese writing each character counts as a word, and frequent words are found by dictionary where the system has one.',
  input: {
    type: 'object',
    properties: {
      text: { type: 'string', maxLength: 2_000_000 },
      most: { type: 'integer', minimum: 0, maximum: 1000, default: 10, description: 'Frequent words to give.' },
      common: { type: 'boolean', default: false, description: 'Count words like "the", "and" and their like in Chinese too.' },
    },
    required: ['text'],
    additionalProperties: false,
  },
  output: {
    type: 'object',
    properties: {
      lines: { type: 'integer' },
      paragraphs: { type: 'integer', description: 'Pieces between blank lines.' },
      words: { type: 'integer' },
      characters: { type: 'integer', description: 'As a reader sees them: a letter with its accent is one.' },
      characters_without_spaces: { type: 'integer' },
      ideographs: { type: 'integer', description: 'Chinese characters and Japanese signs among them.' },
      frequent: { type: 'array', items: { type: 'object', properties: { word: { type: 'string' }, count: { type: 'integer' } }, required: ['word', 'count'] } },
      reading_seconds: { type: 'integer' },
      truncated: { type: 'boolean', description: 'True: there are more different words than are given.' },
    },
    required: ['lines', 'paragraphs', 'words', 'characters', 'characters_without_spaces', 'ideographs', 'frequent', 'reading_seconds', 'truncated'],
  },
  class: 'read',
  timeout: 60_000,
  describe: (input) => `count the words of a text of ${input.text.length} characters`,
  perform: async (input) => {
    const text = input.text.replace(/\r\n?/g, '\n')
    const ideographs = countOf(text, /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu)
    const spelled = countOf(text, word)
    const frequent = frequentWords(text, input.common ?? false)
    const most = input.most ?? 10
    return {
      lines: text === '' ? 0 : text.split('\n').length - (text.endsWith('\n') ? 1 : 0),
      paragraphs: text.split(/\n[^\S\n]*\n/).filter((part) => part.trim() !== '').length,
      words: spelled + ideographs,
      ...countCharacters(text),
      ideographs,
      frequent: frequent.slice(0, most),
      reading_seconds: Math.round((spelled / wordsAMinute + ideographs / charactersAMinute) * 60),
      truncated: frequent.length > most,
    }
  },
})

const ideograph = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}`
/** Letters and digits with apostrophes and hyphens inside, of writing that sets words apart. */
const word = new RegExp(String.raw`(?:(?![${ideograph}])[\p{L}\p{M}\p{N}])+(?:['\u2019\u2010-](?:(?![${ideograph}])[\p{L}\p{M}\p{N}])+)*`, 'gu')

function countOf(text: string, pattern: RegExp): number {
  let count = 0
  for (const _ of text.matchAll(pattern)) count++
  return count
}

function frequentWords(text: string, common: boolean): readonly { readonly word: string; readonly count: number }[] {
  const counts = new Map<string, number>()
  for (const one of wordsOf(text)) {
    const plain = one.toLowerCase().replaceAll('\u2019', "'")
    if (common || !commonWords.has(plain)) counts.set(plain, (counts.get(plain) ?? 0) + 1)
  }
  return [...counts].map(([name, count]) => ({ word: name, count })).sort((a, b) => b.count - a.count || (a.word < b.word ? -1 : 1))
}

/** Words that are set apart as they stand; runs of ideographs by the dictionary of the system. */
function* wordsOf(text: string): Generator<string> {
  for (const [one] of text.matchAll(word)) yield one
  const segmenter = new Intl.Segmenter('zh', { granularity: 'word' })
  for (const [run] of text.matchAll(new RegExp(`[${ideograph}]+`, 'gu'))) {
    for (let start = 0; start < run.length; start += 200) {
      for (const { segment } of segmenter.segment(run.slice(start, start + 200))) yield segment
    }
  }
}
