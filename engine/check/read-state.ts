import type { MapEntry } from '../terms/document.ts'
import type { Activity, State } from '../terms/skill.ts'
import { activityKeys, activityOf, companionsOf, homesOf, readActivity, type Doing } from './read-activity.ts'
import { readCatches, readRetry, readUndo } from './read-catch.ts'
import { readDuration } from './read-duration.ts'
import { fault, isNothing, readBoolean, readFields, readText, shown, type Fields, type Reader } from './reader.ts'
import { readCel } from './read-template.ts'
import { noActions, readActions, readAfter, readAlways, readOn, readTargets } from './read-transition.ts'

/** The keys of a state that are not part of its activity. */
export const commonKeys = ['if', 'next', 'timeout', 'retry', 'catch', 'undo', 'on', 'after', 'always', 'entry', 'exit', 'title', 'note', 'disabled'] as const

const noFields: Fields = new Map()

export function readState(reader: Reader, name: string, entry: MapEntry): State {
  const what = `State "${shown(name)}"`
  const fields = readStateFields(reader, entry, what)
  const doing = activityOf(reader, fields, what)
  const single = doing.key === 'each' && !fields.has('states')
  const attempts = readAttempts(reader, fields)
  const activity = single ? readSingleEach(reader, name, entry, fields, doing, attempts) : readActivity(reader, doing.key, fields)
  const own = single ? noAttempts : attempts
  const state: State = {
    name,
    nameRange: entry.keyRange,
    range: entry.range,
    title: readText(reader, fields.get('title')),
    note: readText(reader, fields.get('note')),
    disabled: readBoolean(reader, fields.get('disabled')) ?? false,
    if: readCel(reader, fields.get('if')),
    activity,
    next: readTargets(reader, fields.get('next')),
    timeout: own.timeout,
    retry: own.retry,
    catch: own.catch,
    undo: own.undo,
    on: readOn(reader, fields.get('on')),
    after: readAfter(reader, fields.get('after')),
    always: readAlways(reader, fields.get('always')),
    entry: readActions(reader, fields.get('entry')),
    exit: readActions(reader, fields.get('exit')),
  }
  return reader.places.remember(state, entry.value)
}

/** Gives the keys of a state; what may stand there depends on what it does. */
function readStateFields(reader: Reader, entry: MapEntry, what: string): Fields {
  const { value } = entry
  if (isNothing(value)) return noFields
  const present = value.kind === 'map' ? activityKeys.filter((key) => value.entries.some((other) => other.key === key)) : []
  const known = [...activityKeys, ...companionsOf(present), ...commonKeys]
  return readFields(reader, value, what, known, homesOf)
}

type Attempts = Pick<State, 'timeout' | 'retry' | 'catch' | 'undo'>

const noAttempts: Attempts = { timeout: undefined, retry: undefined, catch: [], undo: undefined }

function readAttempts(reader: Reader, fields: Fields): Attempts {
  return {
    timeout: readDuration(reader, fields.get('timeout')),
    retry: readRetry(reader, fields.get('retry')),
    catch: readCatches(reader, fields.get('catch')),
    undo: readUndo(reader, fields.get('undo')),
  }
}

/** Gives an `each` whose body is one state, named after it, with its activity and what concerns each attempt at it. */
function readSingleEach(reader: Reader, name: string, entry: MapEntry, fields: Fields, doing: Doing, attempts: Attempts): Activity {
  const each = readActivity(reader, 'each', fields)
  if (each.kind !== 'each') return each
  if (doing.inner === undefined) {
    fault(reader, 'empty-each', entry.keyRange, `State "${shown(name)}" does nothing with the elements of its list.`, {
      help: 'Add what to do with each, such as "call:", or "states:".',
    })
  }
  const item: State = {
    name: `${name}_item`,
    nameRange: entry.keyRange,
    range: entry.range,
    title: undefined,
    note: undefined,
    disabled: false,
    if: undefined,
    activity: readActivity(reader, doing.inner, onlyActivity(reader, fields)),
    next: undefined,
    timeout: attempts.timeout,
    retry: attempts.retry,
    catch: attempts.catch,
    undo: attempts.undo,
    on: [],
    after: [],
    always: [],
    entry: noActions,
    exit: noActions,
  }
  reader.places.remember(item, entry.value)
  return { ...each, single: true, start: item.name, body: [item] }
}

/** Leaves out what belongs to the outer state, so that the element does not rest on it. */
function onlyActivity(reader: Reader, fields: Fields): Fields {
  const inner = new Map([...fields].filter(([key]) => key !== 'on' && key !== 'after' && key !== 'always'))
  return reader.places.remember(inner, reader.places.node(fields))
}
