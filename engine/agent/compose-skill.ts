/*
 * Lets a model write a skill, or change one. Owns: what it is shown and how often it may try. Always true: (R1) what it gives is
 * text to be looked at, never a deed; (R2) each question stands alone and is of bounded size: the wish, the tools it looked up,
 * its last text and the faults of that; (R3) the person's wish is shown as data.
 */
import type { JsonObject, JsonSchema } from '../terms/json.ts'
import type { Model } from '../terms/ports.ts'
import { languageGuide } from './language-guide.ts'

export interface ComposeOptions {
  readonly words: string
  /** The text that is to be changed; left out: a new one is written. */
  readonly before?: string
  /** Gives what is known of tools and skills that some words speak of, best first, a line each. */
  readonly search: (words: string) => readonly string[]
  /** Gives what is wrong with a text, a sentence each; none: it is sound. */
  readonly check: (text: string) => Promise<readonly string[]>
  readonly model: Model
  /** For each question. */
  readonly signal: () => AbortSignal
}

export interface Composed {
  readonly text: string
  readonly faults: readonly string[]
  /** How many texts it wrote. */
  readonly rounds: number
}

const mostRounds = 4
const mostSearches = 3
const mostKnown = 40
/** Characters of a skill that a model writes or changes. */
export const longestText = 64 * 1024

/** Gives the last text that the model wrote, sound or not; `undefined` where it wrote none. Throws what the model throws. */
export async function composeSkill(options: ComposeOptions): Promise<Composed | undefined> {
  const known = new Set(options.search(options.words).slice(0, 16))
  let composed: Composed | undefined
  for (let rounds = 0, searches = 0; rounds < mostRounds; ) {
    const maySearch = searches < mostSearches
    const { value } = await options.model.answer(questionFor(options, maySearch), givenFor(options, known, composed), schemaFor(maySearch), options.signal())
    const { skill, search } = value as { readonly skill?: string; readonly search?: readonly string[] }
    if (typeof skill === 'string' && skill.trim() !== '') {
      rounds++
      const text = plainText(skill.slice(0, 2 * longestText))
      const faults = text.length > longestText ? ['The skill is longer than 64 KiB.'] : await options.check(text)
      composed = { text: text.slice(0, longestText), faults: faults.slice(0, 20).map((one) => one.slice(0, 600)), rounds }
      if (faults.length === 0) return composed
    } else if (maySearch && search !== undefined && search.length > 0) {
      searches++
      for (const words of search.slice(0, 5)) for (const line of options.search(words).slice(0, 8)) if (known.size < mostKnown) known.add(line)
    } else rounds++
  }
  return composed
}

function questionFor({ before }: ComposeOptions, maySearch: boolean): string {
  return [
    before === undefined ? 'Write a skill that does what the person wants: "words".' : 'Change the skill "before" so that it does what the person wants: "words". Change no more lines than that takes, keep its name, its comments and its order.',
    'Call only tools and skills that stand in "tools". Give the whole text as "skill".',
    ...(maySearch ? ['Where a tool is missing, give instead "search": up to five short descriptions of tools to look up.'] : []),
    'Where "last" is given, that is your last text, and "faults" says what is wrong with it: mend all of it.',
    'How a skill is written:',
    languageGuide,
  ].join('\n')
}

function givenFor({ words, before }: ComposeOptions, known: ReadonlySet<string>, composed: Composed | undefined): JsonObject {
  return {
    words: words.slice(0, 4000),
    tools: [...known],
    ...(before !== undefined && { before: before.slice(0, longestText) }),
    ...(composed !== undefined && { last: composed.text, faults: composed.faults }),
  }
}

function schemaFor(maySearch: boolean): JsonSchema {
  const skill: JsonSchema = { type: 'string', description: 'The whole YAML text of the skill.' }
  if (!maySearch) return { type: 'object', properties: { skill }, required: ['skill'], additionalProperties: false }
  return { type: 'object', properties: { skill, search: { type: 'array', items: { type: 'string', maxLength: 200 }, maxItems: 5 } }, additionalProperties: false }
}

/** Models like to put a text between fences. */
function plainText(text: string): string {
  const fenced = /^\s*```(?:ya?ml)?\n([\s\S]*?)\n?```\s*$/.exec(text)?.[1] ?? text
  return `${fenced.replaceAll('\r\n', '\n').trimEnd()}\n`
}
