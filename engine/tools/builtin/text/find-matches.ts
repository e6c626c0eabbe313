import { patternOf } from '../../../expression/pattern.ts'
import { ToolError, type ToolCall } from '../../../terms/tool.ts'
import type { RE2JS } from 're2js'

/** The largest text that is looked through, in UTF-16 code units. */
export const longestSearched = 2_000_000
/** Length of the text times instructions of the pattern, beyond which even one search could take seconds. */
const mostWeight = 100_000_000
/** Milliseconds for all searches together. */
const patience = 10_000

export interface FoundMatch {
  readonly start: number
  readonly end: number
  /** By number from 0, the whole match; null where a group took no part. */
  readonly groups: readonly (string | null)[]
}

export const patternErrors = {
  'bad-pattern': 'The regular expression can not be read.',
  'too-slow': 'The pattern takes too long on this text; nothing is given rather than a part.',
} as const

export interface PatternOptions {
  readonly pattern: string
  readonly case: boolean
  readonly lines: boolean
}

/** Gives a compiled pattern: RE2 syntax, linear in the text. `lines` lets ^ and $ fit at each line. */
export function compilePattern({ pattern, case: matchCase, lines }: PatternOptions): { readonly regex: RE2JS; readonly weight: number } {
  const flags = `${matchCase ? '' : 'i'}${lines ? 'm' : ''}`
  const { regex, fault, weight } = patternOf(flags === '' ? pattern : `(?${flags})${pattern}`)
  if (regex === undefined) throw new ToolError('bad-pattern', fault ?? 'The regular expression can not be read.')
  return { regex, weight }
}

/**
 * Gives the matches in a text one after another, without overlaps. Each search is linear in the text, but a pattern can make
 * every one of many look to the end, so the clock is watched between them. Fails with `too-slow`.
 */
export function* findMatches(text: string, { regex, weight }: { readonly regex: RE2JS; readonly weight: number }, call: Pick<ToolCall, 'ports' | 'signal'>): Generator<FoundMatch> {
  if (text.length * weight > mostWeight) throw new ToolError('too-slow', `The pattern is too heavy for a text of ${text.length} characters.`)
  const { clock } = call.ports
  const until = clock.now() + patience
  const matcher = regex.matcher(text)
  while (matcher.find()) {
    const groups: (string | null)[] = []
    for (let index = 0; index <= matcher.groupCount(); index++) groups.push(matcher.group(index) ?? null)
    yield { start: matcher.start(), end: matcher.end(), groups }
    call.signal.throwIfAborted()
    if (clock.now() > until) throw new ToolError('too-slow', `The pattern took longer than ${patience / 1000} s on this text.`)
  }
}
