import type { DocumentNode, MapEntry } from '../terms/document.ts'
import type { Catch, Retry, State } from '../terms/skill.ts'
import { readDuration } from './read-duration.ts'
import { isText, missingKey, readFields, readItems, readNumber, readNumberNode, readText, readTexts, wrongType, type Reader } from './reader.ts'
import { readCel, readOptional, readTemplates } from './read-template.ts'
import { readTarget } from './read-transition.ts'

/** Gives `catch:`; a target alone catches everything. */
export function readCatches(reader: Reader, entry: MapEntry | undefined): Catch[] {
  if (entry === undefined) return []
  const { value } = entry
  if (isText(value)) {
    const all: Catch = { code: [], if: undefined, keep: undefined, next: { state: value.value, range: value.range }, set: {}, range: value.range }
    return [reader.places.remember(all, value)]
  }
  if (value.kind !== 'list') {
    wrongType(reader, value, '"catch"', 'the name of a state, or a list', { help: 'Begin each entry with "- ".' })
    return []
  }
  return readItems(value.items, (item) => readCatch(reader, item))
}

function readCatch(reader: Reader, node: DocumentNode): Catch | undefined {
  if (node.kind !== 'map') return wrongType(reader, node, 'An entry of "catch"', '{ code, if, next, keep, set }')
  const fields = readFields(reader, node, 'An entry of "catch"', ['code', 'if', 'next', 'keep', 'set'])
  const result: Catch = {
    code: readTexts(reader, fields.get('code')),
    if: readCel(reader, fields.get('if')),
    keep: readOptional(reader, fields.get('keep')),
    next: readTarget(reader, fields.get('next')),
    set: readTemplates(reader, fields.get('set')?.value, '"set"'),
    range: node.range,
  }
  return reader.places.remember(result, node)
}

/** Gives `retry:`; a number alone is the number of times. */
export function readRetry(reader: Reader, entry: MapEntry | undefined): Retry | undefined {
  if (entry === undefined) return undefined
  const { value } = entry
  if (value.kind !== 'map') {
    const times = readNumberNode(reader, value, '"retry"', 0, true)
    return times === undefined ? undefined : { times, after: undefined, factor: 2, if: undefined }
  }
  const fields = readFields(reader, value, '"retry"', ['times', 'after', 'factor', 'if'])
  if (!fields.has('times')) missingKey(reader, value, 'times', entry.keyRange, '"retry" does not say how many times.', 'Add "times:" with a whole number.')
  return {
    times: readNumber(reader, fields.get('times'), 0, true) ?? 0,
    after: readDuration(reader, fields.get('after')),
    factor: readNumber(reader, fields.get('factor'), 1, false) ?? 2,
    if: readCel(reader, fields.get('if')),
  }
}

export function readUndo(reader: Reader, entry: MapEntry | undefined): State['undo'] {
  if (entry === undefined) return undefined
  const fields = readFields(reader, entry.value, '"undo"', ['call', 'with'])
  const call = fields.get('call')
  if (call === undefined && entry.value.kind === 'map') {
    return missingKey(reader, entry.value, 'call', entry.keyRange, '"undo" names no tool.', 'Add "call:" with the tool that takes the deed back.')
  }
  const tool = readText(reader, call)
  if (tool === undefined || call === undefined) return undefined
  return { tool, toolRange: call.value.range, with: readTemplates(reader, fields.get('with')?.value, '"with"') }
}
