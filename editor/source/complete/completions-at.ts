import type { CelRole } from '../../../engine/index.ts'
import { templateSpans } from '../template-spans.ts'
import type { Completion, Completions } from './completion.ts'
import { expressionCompletions } from './expression-completions.ts'
import { keyCompletions } from './key-completions.ts'
import { isNamed } from './key-schema.ts'
import { nameWords } from './name-words.ts'
import { walkPath, type PathWalk } from './path-walk.ts'
import { ownerOf, type Surroundings } from './surroundings.ts'
import { textPlaceAt, type TextPlace } from './text-place.ts'
import { valueCompletions } from './value-completions.ts'

/** Gives what may be written at an offset of a skill text; undefined when there is nothing to suggest. */
export function completionsAt(text: string, offset: number, around: Surroundings): Completions | undefined {
  const place = textPlaceAt(text, offset)
  if (place.at === 'nothing') return undefined
  const walk = walkPath(place.frames)
  const expression = place.at === 'value' ? expressionAt(text, offset, place, walk) : undefined
  if (expression !== undefined) {
    return expressionCompletions(expression.text, expression.start, around.scope(ownerOf(around, walk.state, walk.stateKey), expression.role), (name) => nameWords(around, name))
  }
  const options = place.at === 'value' ? valuesAt(offset, place, walk, around) : keysAt(text, offset, place, walk, around)
  return options.length === 0 ? undefined : { from: place.start, options }
}

interface WrittenExpression {
  /** What is written of it up to the cursor. */
  readonly text: string
  readonly start: number
  readonly role: CelRole
}

/** Gives the expression that the cursor stands in. */
export function expressionAt(text: string, offset: number, place: TextPlace, walk: PathWalk): WrittenExpression | undefined {
  if (walk.steps.some(({ key }) => key === 'tests') && walk.steps[0]?.key === 'tests') return undefined
  const written = text.slice(place.start, offset)
  const role = roleOf(walk)
  const open = templateSpans(written).at(-1)
  if (open !== undefined) return open.closed ? undefined : { text: written.slice(open.start), start: place.start + open.start, role }
  return isBare(walk) && !written.includes('${') ? { text: written, start: place.start, role } : undefined
}

/** Whether the value is an expression as a whole. */
export function isBare({ steps, shapes }: PathWalk): boolean {
  const last = steps.at(-1)
  return isNamed(shapes, 'condition') || (last !== undefined && isNamed(last.holder, 'state') && (last.key === 'each' || last.key === 'evidence'))
}

export function roleOf({ steps, shapes }: PathWalk): CelRole {
  const last = steps.at(-1)
  if (steps[0]?.key === 'uses') return 'bound'
  if (steps.some(({ key, holder }) => key === 'undo' && isNamed(holder, 'state'))) return 'undo'
  if (last?.key === 'evidence') return 'evidence'
  if (last?.key === 'each' && isNamed(last.holder, 'state')) return 'list'
  return isNamed(shapes, 'condition') ? 'condition' : 'value'
}

function valuesAt(offset: number, place: TextPlace, walk: PathWalk, around: Surroundings): readonly Completion[] {
  if (place.block) return []
  const options = valueCompletions(around, walk)
  if (place.quote !== '') return options.map((option) => ({ ...option, insert: unquoted(option.insert ?? option.label) }))
  return takesExpression(walk) && place.start === offset ? [...options, newExpression] : options
}

const newExpression: Completion = { label: '${ }', kind: 'value', detail: 'an expression', insert: '"${  }"', caret: 4 }

function takesExpression({ steps }: PathWalk): boolean {
  const last = steps.at(-1)?.key
  return steps[0]?.key === 'states' && last !== 'for' && last !== 'event' && last !== 'id' && steps.some(({ key }) => ['with', 'given', 'set', 'output', 'keep', 'leave', 'data', 'each', 'wait', 'timeout', 'expires'].includes(key))
}

function unquoted(text: string): string {
  return text.replace(/^"(.*)"$/, '$1')
}

function keysAt(text: string, offset: number, place: TextPlace, walk: PathWalk, around: Surroundings): readonly Completion[] {
  const line = text.lastIndexOf('\n', place.start - 1) + 1
  const after = /^[\w.-]*\s*:/.test(text.slice(offset, offset + 80))
  const layout = { indent: place.flow ? undefined : ' '.repeat(place.start - line), hasColon: after }
  const keys = keyCompletions(around, walk, place.own, layout)
  const isElement = walk.steps.at(-1)?.key === '-' && ![...place.own.keys()].some((key) => key !== '')
  return isElement ? [...valueCompletions(around, walk), ...keys] : keys
}
