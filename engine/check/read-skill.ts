import type { Diagnostic } from '../terms/diagnostic.ts'
import type { Document, DocumentNode, MapNode } from '../terms/document.ts'
import type { Limits, Skill } from '../terms/skill.ts'
import { parseDuration } from '../expression/parse-duration.ts'
import { createNearName } from './near-name.ts'
import { createOffsetIn } from './offsets.ts'
import { Places } from './places.ts'
import { readDuration } from './read-duration.ts'
import { readProperties } from './read-schema.ts'
import { readStart } from './read-start.ts'
import { readStates } from './read-states.ts'
import { readTests } from './read-tests.ts'
import { readUses } from './read-uses.ts'
import { fault, isMisspelt, isNothing, readFields, readNumber, readText, readTexts, reportEmpty, shown, type Fields, type Reader } from './reader.ts'

const skillKeys = ['chela', 'name', 'title', 'description', 'examples', 'inputs', 'vars', 'uses', 'limits', 'start', 'states', 'tests']
const noFields: Fields = new Map()
const defaultSteps = 10_000

/**
 * Gives the skill a document means, with all shorthands expanded; as much of it as can be read when there are faults.
 *
 * `places` is filled with where each part was read from. Reports faults of form only: whether names lead anywhere is
 * for the rules. Pure but for `report` and `places`.
 */
export function readSkill(document: Document, report: (diagnostic: Diagnostic) => void, places: Places = new Places()): Skill {
  const reader: Reader = { document, places, near: createNearName(), offsetIn: createOffsetIn(document), report, readStates: (entry) => readStates(reader, entry) }
  const fields = readTop(reader, document.root)
  const entry = fields.get('states')
  const states = entry === undefined ? [] : reader.readStates(entry)
  const name = readName(reader, fields)
  const skill: Skill = {
    name,
    title: readText(reader, fields.get('title')) ?? name,
    description: readText(reader, fields.get('description')) ?? '',
    examples: readTexts(reader, fields.get('examples')),
    inputs: readProperties(reader, fields.get('inputs')),
    vars: readProperties(reader, fields.get('vars')),
    uses: readUses(reader, fields.get('uses')),
    limits: readLimits(reader, fields),
    start: readStart(reader, fields, states),
    states,
    tests: readTests(reader, fields.get('tests')),
  }
  if (entry !== undefined) reportEmpty(reader, entry)
  return places.remember(skill, document.root)
}

/** Gives the keys of the file and reports the required ones that are missing. */
function readTop(reader: Reader, root: DocumentNode | undefined): Fields {
  const empty = root === undefined || isNothing(root)
  if (root === undefined || empty || (root.kind === 'map' && root.entries.length === 0)) {
    if (reader.document.diagnostics.length === 0) {
      fault(reader, 'empty-file', root?.range ?? { start: 0, end: 0 }, 'There is no skill in this file.', { help: '"chela new" writes the beginning of one.' })
    }
    return noFields
  }
  const fields = readFields(reader, root, 'A skill', skillKeys)
  if (root.kind !== 'map') return noFields
  readVersion(reader, fields, root)
  const [first] = root.entries
  const place = first?.keyRange ?? root.range
  if (!fields.has('name') && !isMisspelt(reader, root, 'name')) {
    fault(reader, 'missing-name', place, 'The file does not name its skill.', { help: 'Add "name:" with a name such as tidy-folder.' })
  }
  if (!fields.has('states') && !isMisspelt(reader, root, 'states')) {
    fault(reader, 'missing-states', place, 'The skill has no states.', { help: 'Add "states:" with at least one state.' })
  }
  return fields
}

function readVersion(reader: Reader, fields: Fields, root: MapNode): void {
  const version = fields.get('chela')
  const first = root.entries[0]?.keyRange ?? root.range
  if (version === undefined) {
    if (isMisspelt(reader, root, 'chela')) return
    const edits = [{ range: { start: first.start, end: first.start }, text: root.flow ? 'chela: 1, ' : 'chela: 1\n' }]
    fault(reader, 'missing-version', first, 'The file does not say which version of the language it is written in.', {
      help: 'Begin the file with "chela: 1".',
      fix: { title: 'Add "chela: 1"', edits },
    })
    return
  }
  const { value } = version
  if (value.kind === 'scalar' && value.value === 1) return
  const newer = value.kind === 'scalar' && typeof value.value === 'number' && value.value > 1
  const message = newer ? 'This file is written in a newer version of the language than this program knows.' : 'The version of the language must be 1.'
  const fix = newer ? undefined : { title: 'Write 1', edits: [{ range: value.range, text: '1' }] }
  fault(reader, 'wrong-version', value.range, message, { help: newer ? 'Get a newer version of this program.' : 'Write "chela: 1".', fix })
}

function readName(reader: Reader, fields: Fields): string {
  const entry = fields.get('name')
  const name = readText(reader, entry)
  if (entry === undefined || name === undefined) return ''
  if (name.length <= 64 && /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(name)) return name
  const kebab = name.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^[^a-z]+|-+$/g, '').slice(0, 64).replace(/-+$/, '')
  const fix = kebab === '' ? undefined : { title: `Write "${kebab}"`, edits: [{ range: entry.value.range, text: kebab }] }
  fault(reader, 'bad-name', entry.value.range, `"${shown(name)}" can not be the name of a skill.`, {
    help: 'Small letters, digits and single hyphens, beginning with a letter, at most 64 in all: tidy-folder.',
    fix,
  })
  return name
}

function readLimits(reader: Reader, fields: Fields): Limits {
  const entry = fields.get('limits')
  if (entry === undefined || isNothing(entry.value)) return { steps: defaultSteps, time: undefined, stepsWritten: false }
  const limits = readFields(reader, entry.value, '"limits"', ['steps', 'time'])
  const steps = readNumber(reader, limits.get('steps'), 1, true)
  return { steps: steps ?? defaultSteps, time: readTimeLimit(reader, limits), stepsWritten: limits.has('steps') }
}

function readTimeLimit(reader: Reader, limits: Fields): number | undefined {
  const time = readDuration(reader, limits.get('time'))
  if (time === undefined) return undefined
  if (time.kind === 'literal' && typeof time.value === 'string') return parseDuration(time.value)
  return fault(reader, 'bad-duration', time.range, 'The time limit must be written out, not worked out.', { help: 'Write a duration such as 10m.' })
}
