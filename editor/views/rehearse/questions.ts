import type { JsonSchema, PersonAnswer } from '../../../engine/index.ts'
import type { Picture } from '../../session/picture.ts'
import { readInputs, type Words } from '../../fields/read-inputs.ts'

/** A state that asks the person, as it can be answered beforehand. */
export type Asking = { readonly state: string; readonly kind: 'confirm'; readonly words: string } | { readonly state: string; readonly kind: 'form'; readonly words: string; readonly form: { readonly [field: string]: JsonSchema } }

/** What is said beforehand to one question; `assume`: a yes, or example values. */
export interface Said {
  readonly choice: 'assume' | 'yes' | 'no' | 'fill'
  readonly written: Words
}

type Good = NonNullable<Picture['good']>

/** Gives the states of a skill that ask the person. */
export function askingStates({ flow }: Good): readonly Asking[] {
  return [...flow.states.values()].flatMap(({ name, state }): readonly Asking[] => {
    const { activity, title } = state
    const plain = name.replaceAll('_', ' ')
    const words = title ?? plain.charAt(0).toUpperCase() + plain.slice(1)
    if (activity.kind === 'confirm') return [{ state: name, kind: 'confirm', words }]
    return activity.kind === 'ask' ? [{ state: name, kind: 'form', words, form: activity.form }] : []
  })
}

/** Gives the answers that were said, or what is wrong in which field: `state field`. */
export function readAnswers(asking: readonly Asking[], said: { readonly [state: string]: Said }): { readonly answers: { readonly [state: string]: PersonAnswer } } | { readonly faults: Words } {
  const answers: [string, PersonAnswer][] = []
  const faults: [string, string][] = []
  for (const one of asking) {
    const given = said[one.state]
    if (given === undefined || given.choice === 'assume') continue
    if (given.choice === 'yes') answers.push([one.state, { kind: 'yes', span: 'once' }])
    else if (given.choice === 'no') answers.push([one.state, { kind: 'no' }])
    else if (one.kind === 'form') {
      const read = readInputs(one.form, given.written)
      if ('values' in read) answers.push([one.state, { kind: 'filled', values: read.values }])
      else faults.push(...Object.entries(read.faults).map(([field, words]): [string, string] => [`${one.state} ${field}`, words]))
    }
  }
  return faults.length > 0 ? { faults: Object.fromEntries(faults) } : { answers: Object.fromEntries(answers) }
}
