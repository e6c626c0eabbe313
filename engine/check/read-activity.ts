import type { MapEntry } from '../terms/document.ts'
import type { Activity } from '../terms/skill.ts'
import { readAsk } from './read-activity/ask.ts'
import { readCall } from './read-activity/call.ts'
import { readChoose } from './read-activity/choose.ts'
import { readConfirm } from './read-activity/confirm.ts'
import { readEach } from './read-activity/each.ts'
import { readEnd } from './read-activity/end.ts'
import { readHistory } from './read-activity/history.ts'
import { readLeave } from './read-activity/leave.ts'
import { readRun } from './read-activity/run.ts'
import { readSet } from './read-activity/set.ts'
import { readGroup } from './read-activity/states.ts'
import { readThink } from './read-activity/think.ts'
import { readTogether } from './read-activity/together.ts'
import { readWait } from './read-activity/wait.ts'
import { fault, type Fields, type Reader } from './reader.ts'

/** How one kind of activity is read: the keys that go with its own, and the function that reads them all. */
interface ActivityReader {
  readonly with: readonly string[]
  readonly read: (reader: Reader, entry: MapEntry, fields: Fields) => Activity
}

const readers = {
  call: { with: ['with'], read: readCall },
  run: { with: ['with'], read: readRun },
  ask: { with: ['text', 'expires'], read: readAsk },
  confirm: { with: ['of', 'yes', 'no', 'expired', 'expires'], read: readConfirm },
  think: { with: ['given', 'answer'], read: readThink },
  choose: { with: [], read: readChoose },
  each: { with: ['as', 'at_once'], read: readEach },
  together: { with: ['first'], read: readTogether },
  wait: { with: [], read: readWait },
  set: { with: [], read: readSet },
  states: { with: ['start', 'history'], read: readGroup },
  leave: { with: [], read: readLeave },
  history: { with: [], read: readHistory },
  end: { with: ['output', 'because', 'evidence'], read: readEnd },
} as const satisfies Record<string, ActivityReader>

export type ActivityKey = keyof typeof readers

export const activityKeys = Object.keys(readers) as ActivityKey[]

/** Gives the keys that may stand beside the activities `present`. */
export function companionsOf(present: readonly ActivityKey[]): string[] {
  return present.flatMap((key): readonly string[] => readers[key].with)
}

/** Gives the activities that `key` goes with. */
export function homesOf(key: string): ActivityKey[] {
  return activityKeys.filter((activity) => (readers[activity].with as readonly string[]).includes(key))
}

/** What a state does: its activity, and for an `each` of one activity that one. */
export interface Doing {
  readonly key: ActivityKey | undefined
  readonly inner: ActivityKey | undefined
}

/** Finds the activity among the keys of a state, and reports a second one. */
export function activityOf(reader: Reader, fields: Fields, what: string): Doing {
  const each = fields.has('each')
  const present = [...fields.keys()].filter((key): key is ActivityKey => Object.hasOwn(readers, key) && key !== 'each' && !(key === 'history' && fields.has('states')))
  const [first, second] = present
  const extra = second === undefined ? undefined : fields.get(second)
  if (extra !== undefined) {
    fault(reader, 'two-activities', extra.keyRange, `${what} has both "${first}" and "${second}"; a state does one thing.`, {
      help: 'Move one of them to a state of its own.',
    })
  }
  return each ? { key: 'each', inner: first } : { key: first, inner: undefined }
}

export function readActivity(reader: Reader, key: ActivityKey | undefined, fields: Fields): Activity {
  const entry = key === undefined ? undefined : fields.get(key)
  if (key === undefined || entry === undefined) {
    const rests = ['on', 'after', 'always'].some((name) => fields.has(name))
    return { kind: rests ? 'rest' : 'pass' }
  }
  return readers[key].read(reader, entry, fields)
}
