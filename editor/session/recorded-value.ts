import type { Entry, Json, JsonSchema, TimelineStep } from '../../engine/index.ts'

/** A recorded value that a person may replace, to go on from there as a new run. */
export interface RecordedValue {
  /** The entry that holds it. */
  readonly sequence: number
  readonly title: string
  /** Nothing: it was never answered, and the person says what it answered. */
  readonly value: Json | undefined
  /** The fields of a form; left out where nothing is known of the shape. */
  readonly fields?: { readonly [field: string]: JsonSchema }
  /** Of which schema it is, or which tool answers so. */
  readonly schema?: JsonSchema
  readonly tool?: string
}

/** Gives the value of an entry that may be replaced; undefined: it holds none. */
export function recordedValue(entries: readonly Entry[], sequence: number): RecordedValue | undefined {
  const entry = entries[sequence - 1]
  switch (entry?.kind) {
    case 'run-started':
      return { sequence, title: 'The inputs', value: entry.input }
    case 'tool-answered': {
      const call = entries[entry.call - 1]
      if (call?.kind !== 'tool-called' || call.undoes !== undefined) return undefined
      return { sequence, title: `What ${call.tool} answered`, value: entry.output, tool: call.tool }
    }
    case 'tool-called':
      if (entry.undoes !== undefined || isAnswered(entries, sequence)) return undefined
      return { sequence, title: `What ${entry.tool} answered`, value: undefined, tool: entry.tool }
    case 'model-answered': {
      const asked = entries[entry.ask - 1]
      return { sequence, title: 'What the model answered', value: entry.answer, ...(asked?.kind === 'model-asked' && { schema: asked.schema }) }
    }
    case 'person-answered': {
      const asked = entries[entry.ask - 1]
      if (asked?.kind !== 'person-asked' || asked.question.kind !== 'form' || entry.answer.kind !== 'filled') return undefined
      return { sequence, title: 'What you filled in', value: entry.answer.values, fields: asked.question.form }
    }
    case 'event-received':
      return { sequence, title: `The data of the event ${entry.name}`, value: entry.data }
    default:
      return undefined
  }
}

function isAnswered(entries: readonly Entry[], call: number): boolean {
  return entries.some((entry) => (entry.kind === 'tool-answered' || entry.kind === 'answer-late') && entry.call === call)
}

/**
 * Gives the entry from which a run can go on when it is to go on from `sequence`: that one, or where a deed was at work then, the
 * first after it where none is. A call that was never answered is gone on from as it is: the person says the answer.
 */
export function forkPlace(steps: readonly TimelineStep[], sequence: number, isAnsweredByPerson = false): number | undefined {
  if (isAnsweredByPerson) return steps.at(-1)?.sequence
  return steps.find((step) => step.sequence >= sequence && step.forkable)?.sequence
}
