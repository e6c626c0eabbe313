import { completionsAt, expressionAt } from './completions-at.ts'
import type { Completion } from './completion.ts'
import { keyCompletions } from './key-completions.ts'
import { shapesUnder } from './key-schema.ts'
import { stateWords } from './name-words.ts'
import { walkPath } from './path-walk.ts'
import type { Surroundings } from './surroundings.ts'
import { textPlaceAt } from './text-place.ts'

/** What a word of a skill text means. */
export interface Explanation {
  readonly start: number
  readonly end: number
  readonly title: string
  readonly kind: string
  readonly text: string
}

/** Gives what the word at an offset means; undefined when nothing is known of it. */
export function explainAt(text: string, offset: number, around: Surroundings): Explanation | undefined {
  const word = wordAt(text, offset, /[\w.-]/)
  if (word === undefined) return undefined
  const place = textPlaceAt(text, word.end)
  const walk = walkPath(place.frames)
  if (place.at === 'nothing') return undefined
  if (place.at === 'value') {
    const isExpression = expressionAt(text, word.end, place, walk) !== undefined
    const part = isExpression ? wordAt(text, offset, /\w/) : word
    return part === undefined ? undefined : explained(part, completionsAt(text, part.end, around)?.options, part.text)
  }
  if (place.start !== word.start) return undefined
  const [shape] = shapesUnder(walk.shapes, word.text)
  const isState = walk.shapes.some(({ name }) => name === 'states')
  const state = isState ? around.byName.get(word.text) : undefined
  if (state !== undefined) return { ...word, title: word.text, kind: 'a state', text: `It ${stateWords(state)}.` }
  const known = keyCompletions(around, walk, new Map(), { indent: undefined, hasColon: true })
  const named = known.find(({ label, kind }) => label === word.text && kind !== 'key')
  if (named !== undefined) return explained(word, [named], word.text)
  const says = shape?.description
  return says === undefined ? undefined : { ...word, title: word.text, kind: keyKind(walk.shapes.find(({ name }) => name !== undefined)?.name), text: says }
}

/** Gives the explanation of a word out of what could be written in its place. */
export function explained(word: Word, options: readonly Completion[] = [], label: string): Explanation | undefined {
  const found = options.find((one) => one.label === label)
  return found === undefined || (found.detail === undefined && found.info === undefined) ? undefined : { start: word.start, end: word.end, title: label, kind: found.detail ?? '', text: found.info ?? '' }
}

function keyKind(holder: string | undefined): string {
  return holder === undefined || holder === 'skill' ? 'a key of the file' : `a key of a ${holder.replace('_', ' ')}`
}

interface Word {
  readonly start: number
  readonly end: number
  readonly text: string
}

/** Gives the word of such characters around an offset. */
export function wordAt(text: string, offset: number, sign: RegExp): Word | undefined {
  let [start, end] = [offset, offset]
  while (start > 0 && offset - start < 200 && sign.test(text[start - 1] as string)) start--
  while (end < text.length && end - offset < 200 && sign.test(text[end] as string)) end++
  return start === end ? undefined : { start, end, text: text.slice(start, end) }
}
