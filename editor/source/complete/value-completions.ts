import type { Completion } from './completion.ts'
import { isNamed, wordsOf } from './key-schema.ts'
import { schemaAt } from './key-completions.ts'
import { allStates, children, errorCodes, events, raiseIds, skillNames, targets, toolNames } from './listed.ts'
import { plainOf, type PathWalk } from './path-walk.ts'
import type { Surroundings } from './surroundings.ts'

const durations: readonly Completion[] = ['30s', '1m', '5m', '1h', '1d', '7d'].map((label) => ({ label, kind: 'value', detail: 'a duration' }))

/** Gives the values that may be written at the end of a walk, expressions apart. */
export function valueCompletions(around: Surroundings, walk: PathWalk): readonly Completion[] {
  const { shapes, state } = walk
  const steps = walk.steps.filter(({ key }) => key !== '-')
  const last = steps.at(-1)
  const words = wordsOf(shapes).map((label): Completion => ({ label, kind: 'value' }))
  if (last === undefined) return words
  const isIn = (...names: readonly string[]): boolean => isNamed(last.holder, ...names)
  if (steps.some(({ key }) => key === 'with')) return argumentValues(around, walk)
  if ((isIn('state') || steps.at(-2)?.key === 'undo') && last.key === 'call') return toolNames(around)
  if (isIn('state') && last.key === 'run') return [...skillNames(around), ...skillInputs(around)]
  if (isIn('skill') && last.key === 'start') return children(around, undefined)
  if (isIn('state') && last.key === 'start') return children(around, state)
  if (isIn('state') && last.key === 'catch') return targets(around, state)
  if (isNamed(shapes, 'target', 'targets', 'transition', 'transitions') || (last.key === 'next' && isIn('transition', 'state', 'catch'))) return targets(around, state)
  if (isIn('catch') && last.key === 'code') return errorCodes(around, state)
  if (last.key === 'raise' || last.key === 'event' || (last.key === 'for' && steps.at(-2)?.key === 'wait') || (isIn('test') && last.key === 'events')) return events(around)
  if (last.key === 'cancel') return raiseIds(around)
  if (isIn('test') && last.key === 'deny') return toolNames(around)
  if (steps.at(-2)?.key === 'expect' && last.key === 'states') return allStates(around)
  if (steps.at(-2)?.key === 'person') return ['yes', 'no', 'expires'].map((label) => ({ label, kind: 'value' }))
  if (isNamed(shapes, 'bounds') || steps.at(-2)?.key === 'uses' || steps.at(-3)?.key === 'uses') return boundValues(around)
  if (isNamed(shapes, 'duration')) return durations
  return words
}

function argumentValues(around: Surroundings, { steps }: PathWalk): readonly Completion[] {
  const within = steps.findLastIndex(({ key }) => key === 'with')
  const beside = steps[within]?.beside
  const path = steps.slice(within + 1).map(({ key }) => key)
  const input = around.tools.get(plainOf(beside?.get('call')) ?? '')?.input
  const inputs = around.skills.get(plainOf(beside?.get('run')) ?? '')?.summary?.inputs
  const type = input !== undefined ? schemaAt(input, path) : inputs === undefined ? undefined : schemaAt({ type: 'object', properties: inputs }, path)
  if (type === undefined) return []
  const words = [...(type.enum ?? []), ...(type.const === undefined ? [] : [type.const]), ...(type.type === 'boolean' ? [true, false] : [])]
  const plain = words.map((word): Completion => ({ label: typeof word === 'string' ? word : JSON.stringify(word), kind: 'value' }))
  return type.format === 'duration' ? [...plain, ...durations] : plain
}

/** An input with the format of a skill may name what is run. */
function skillInputs({ skill }: Surroundings): readonly Completion[] {
  return Object.entries(skill.inputs).filter(([, type]) => type.format === 'skill').map(([name]) => expressionValue(`input.${name}`, 'the skill that is given'))
}

function boundValues({ skill }: Surroundings): readonly Completion[] {
  return Object.entries(skill.inputs).filter(([, { type }]) => type === 'string').map(([name, { description }]) => expressionValue(`input.${name}`, description))
}

function expressionValue(expression: string, info: string | undefined): Completion {
  return { label: `\${ ${expression} }`, kind: 'name', insert: `"\${ ${expression} }"`, ...(info !== undefined && { info }) }
}
