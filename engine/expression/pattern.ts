import { RE2JS } from 're2js'
import { type Frame, spend, spendOnText } from './frame.ts'
import { fault, kindOf } from './kinds.ts'
import type { Place } from './syntax.ts'

const longestPattern = 1_000
const mostPatterns = 500
/** Characters times instructions that one step pays for: saying whether, and saying where, which is far slower. */
const testedAStep = 25
const capturedAStep = 6

interface Pattern {
  readonly regex: RE2JS | undefined
  /** What keeps it from being one. */
  readonly fault: string | undefined
  /** Instructions; the time of a match grows with this times the length of the text. */
  readonly weight: number
}

const known = new Map<string, Pattern>()

/** Gives a compiled regular expression (RE2 syntax, time linear in the text). Keeps the last few hundred. */
export function patternOf(source: string): Pattern {
  const found = known.get(source)
  if (found !== undefined) return found
  const made = makePattern(source)
  if (known.size >= mostPatterns) known.clear()
  known.set(source, made)
  return made
}

function makePattern(source: string): Pattern {
  if (source.length > longestPattern) return { regex: undefined, fault: `A regular expression may have at most ${longestPattern} characters.`, weight: 0 }
  try {
    const regex = RE2JS.compile(source)
    return { regex, fault: undefined, weight: regex.programSize() }
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/^error parsing regexp: /, '') : 'unknown fault'
    return { regex: undefined, fault: `This is not a regular expression that runs in linear time: ${reason}.`, weight: 0 }
  }
}

/** Says whether the pattern matches somewhere in the text. */
export function matchesPattern(text: string, source: string, frame: Frame, place: Place): boolean {
  return paidPattern(text, source, frame, place).test(text)
}

/** Gives what a group caught, null when the pattern does not match or the group took no part. */
export function captureGroup(text: string, source: string, group: unknown, frame: Frame, place: Place): string | null {
  const regex = paidPattern(text, source, frame, place)
  const matcher = regex.matcher(text)
  const wanted = group ?? (matcher.groupCount() > 0 ? 1 : 0)
  if (typeof wanted === 'string') {
    if (!Object.hasOwn(matcher.namedGroups, wanted)) throw fault(`The pattern has no group called "${wanted.slice(0, 40)}".`, place)
  } else if (typeof wanted !== 'number' || !Number.isInteger(wanted) || wanted < 0 || wanted > matcher.groupCount()) {
    throw fault(typeof wanted === 'number' ? `The pattern has no group ${wanted}.` : `capture() expects a group by number or name, not ${kindOf(wanted)}.`, place)
  }
  if (!regex.test(text)) return null
  spend(frame, Math.ceil((text.length * patternOf(source).weight) / capturedAStep), place)
  return matcher.find() ? matcher.group(wanted) : null
}

function paidPattern(text: string, source: string, frame: Frame, place: Place): RE2JS {
  const fresh = !known.has(source)
  const pattern = patternOf(source)
  spend(frame, fresh ? 500 + pattern.weight * 10 : 1, place)
  if (pattern.regex === undefined) throw fault(pattern.fault ?? 'This is not a regular expression.', place)
  spendOnText(frame, text.length, place)
  spend(frame, Math.ceil((text.length * pattern.weight) / testedAStep), place)
  return pattern.regex
}
