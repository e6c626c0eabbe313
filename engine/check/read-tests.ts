import { parseTime } from '../expression/parse-time.ts'
import type { DocumentNode, MapEntry } from '../terms/document.ts'
import type { Json, JsonObject } from '../terms/json.ts'
import type { SkillTest } from '../terms/skill.ts'
import { plainValue } from '../document/plain-value.ts'
import { fault, isNothing, isText, missingKey, readFields, readItems, readText, readTexts, readWord, shown, wrongType, type Fields, type Reader } from './reader.ts'

const testKeys = ['name', 'given', 'now', 'answers', 'person', 'deny', 'events', 'expect']
const noFields: Fields = new Map()

export function readTests(reader: Reader, entry: MapEntry | undefined): SkillTest[] {
  if (entry === undefined || isNothing(entry.value)) return []
  if (entry.value.kind !== 'list') {
    wrongType(reader, entry.value, '"tests"', 'a list of tests', { help: 'Begin each test with "- name:".' })
    return []
  }
  return readItems(entry.value.items, (item) => readTest(reader, item))
}

function readTest(reader: Reader, node: DocumentNode): SkillTest | undefined {
  if (node.kind !== 'map') return wrongType(reader, node, 'A test', 'a map with "name", "given", "answers" and "expect"')
  const fields = readFields(reader, node, 'A test', testKeys)
  const name = readText(reader, fields.get('name'))
  if (!fields.has('name')) missingKey(reader, node, 'name', node.range, 'This test has no name.', 'Add "name:" with what the skill should do.')
  const test: SkillTest = {
    name: name ?? '',
    given: readObject(reader, fields.get('given')),
    now: readNow(reader, fields.get('now')),
    answers: readObject(reader, fields.get('answers')),
    person: readObject(reader, fields.get('person')),
    deny: readTexts(reader, fields.get('deny')),
    events: readEvents(reader, fields.get('events')),
    expect: readExpectation(reader, fields.get('expect')),
    range: node.range,
  }
  return reader.places.remember(test, node)
}

function readObject(reader: Reader, entry: MapEntry | undefined): JsonObject {
  return entry === undefined ? {} : objectAt(reader, entry.value, `"${entry.key}"`)
}

function objectAt(reader: Reader, node: DocumentNode, what: string): JsonObject {
  if (isNothing(node)) return {}
  const fields = [...readFields(reader, node, what)].map(([key, { value }]): [string, Json] => [key, plainValue(value)])
  return reader.places.remember(Object.fromEntries(fields), node)
}

function readNow(reader: Reader, entry: MapEntry | undefined): string | undefined {
  const now = readText(reader, entry)
  if (entry === undefined || now === undefined || parseTime(now) !== undefined) return now
  return fault(reader, 'bad-time', entry.value.range, `"${shown(now)}" is not a time.`, { help: 'Write a time as 2026-06-01T08:30:00Z.' })
}

function readEvents(reader: Reader, entry: MapEntry | undefined): SkillTest['events'] {
  if (entry === undefined || isNothing(entry.value)) return []
  if (entry.value.kind !== 'list') return wrongType(reader, entry.value, '"events"', 'a list of { event, data }') ?? []
  return readItems(entry.value.items, (item) => {
    if (isText(item)) return { event: item.value, data: {} }
    const fields = readFields(reader, item, 'An event', ['event', 'data'])
    const event = readText(reader, fields.get('event'))
    if (item.kind === 'map' && !fields.has('event')) missingKey(reader, item, 'event', item.range, 'This event has no name.', 'Add "event:" with its name.')
    return event === undefined ? undefined : { event, data: readObject(reader, fields.get('data')) }
  })
}

function readExpectation(reader: Reader, entry: MapEntry | undefined): SkillTest['expect'] {
  const fields = entry === undefined || isNothing(entry.value) ? noFields : readFields(reader, entry.value, '"expect"', ['end', 'output', 'because', 'calls', 'states'])
  const output = fields.get('output')
  return reader.places.remember({
    end: readWord(reader, fields.get('end'), ['done', 'failed', 'stopped', 'unknown']),
    output: output === undefined ? undefined : plainValue(output.value),
    because: readText(reader, fields.get('because')),
    calls: readCalls(reader, fields.get('calls')),
    states: readTexts(reader, fields.get('states')),
  }, entry?.value)
}

function readCalls(reader: Reader, entry: MapEntry | undefined): SkillTest['expect']['calls'] {
  if (entry === undefined) return undefined
  if (isNothing(entry.value)) return []
  if (entry.value.kind !== 'list') return wrongType(reader, entry.value, '"calls"', 'a list such as [ { file.list: { folder: /d } } ]')
  return readItems(entry.value.items, (item) => {
    if (isText(item)) return reader.places.remember({ tool: item.value, with: {} }, item)
    const [call, second] = [...readFields(reader, item, 'An entry of "calls"').entries()]
    if (item.kind !== 'map') return undefined
    if (call === undefined || second !== undefined) return wrongType(reader, item, 'An entry of "calls"', 'one tool with its arguments')
    return reader.places.remember({ tool: call[0], with: objectAt(reader, call[1].value, `"${shown(call[0])}"`) }, item)
  })
}
