import { expect, test } from 'vitest'
import type { KnownName } from '../../engine/agent/match-names.ts'
import { pickSkill } from '../../engine/agent/pick-skill.ts'
import type { SkillCard } from '../../engine/agent/skill-card.ts'
import { SkillLibrary } from '../../engine/agent/skill-library.ts'

const card = (name: string, title: string, examples: readonly string[], inputs: SkillCard['inputs'] = {}): SkillCard => ({ name, title, description: `${title}.`, examples, inputs })
const lights = { type: 'array', items: { type: 'string', format: 'id' }, minItems: 1 } as const

const library = new SkillLibrary([
  card('lights-on', 'Turn on lights', ['turn on {lights}', 'switch {lights} on', '打开{lights}'], { lights }),
  card('lights-off', 'Turn off lights', ['turn off {lights}', '{lights} off', '关闭{lights}', '把{lights}关掉'], { lights }),
  card('dim', 'Dim lights', ['set {lights} to {brightness}', 'dim {lights} to {brightness}', '把{lights}调到{brightness}'], { lights, brightness: { type: 'integer', minimum: 0, maximum: 255 } }),
  card('tidy-folder', 'Tidy a folder', ['tidy my downloads', 'clean up {folder}', 'sort everything in {folder} that is older than {older_than}'], { folder: { type: 'string', format: 'path', default: '~/Downloads' }, older_than: { type: 'string', format: 'duration', default: '7d' } }),
  card('wake-me', 'Wake me', ['wake me {time}', 'set an alarm for {time}', '{time}叫我起床'], { time: { type: 'string', format: 'date-time' } }),
  card('write-to', 'Write a message to somebody', ['tell {contact} that {message}', 'write {message} to {contact}'], { contact: { type: 'string', format: 'id' }, message: { type: 'string' } }),
  card('start-backup', 'Start a backup', ['back up my files', 'start the backup']),
])

const light = (id: string, name: string, room: string): KnownName => ({ value: id, kind: 'light', names: [name], groups: [room], kindWords: ['lamp', '灯'] })
const known: readonly KnownName[] = [
  light('l1', 'Kitchen Light', 'Kitchen'),
  light('l2', 'Reading Lamp', 'Bedroom'),
  light('l3', 'Ceiling Light', 'Bedroom'),
  light('l4', 'Porch', 'Outside'),
  light('l5', '客厅的灯', '客厅'),
  { value: 'mia@example.org', kind: 'contact', names: ['Mia Berg', 'Mia'] },
  { value: 'tom@example.org', kind: 'contact', names: ['Tom'] },
]
const surroundings = { moment: { now: Date.parse('2026-06-03T08:30:00Z'), zone: 'Europe/Berlin' }, known }
const pick = (words: string) => pickSkill(words, library, surroundings)

test.each([
  ['turn on the kitchen light', 'lights-on', { lights: ['l1'] }],
  ['please switch the kitchen light on', 'lights-on', { lights: ['l1'] }],
  ['turn on the kitchn light', 'lights-on', { lights: ['l1'] }],
  ['turn off all lights', 'lights-off', { lights: ['l1', 'l2', 'l3', 'l4', 'l5'] }],
  ['turn off the lights in the bedroom', 'lights-off', { lights: ['l2', 'l3'] }],
  ['turn off all the lights but the kitchen', 'lights-off', { lights: ['l2', 'l3', 'l4', 'l5'] }],
  ['turn off everything except the bedroom lights', 'lights-off', { lights: ['l1', 'l4', 'l5'] }],
  ['turn on the kitchen light, the porch and the reading lamp', 'lights-on', { lights: ['l1', 'l4', 'l2'] }],
  ['set the kitchen light to 50%', 'dim', { lights: ['l1'], brightness: 128 }],
  ['dim the porch to a quarter', 'dim', { lights: ['l4'], brightness: 64 }],
  ['打开客厅的灯', 'lights-on', { lights: ['l5'] }],
  ['请把客厅的灯关掉', 'lights-off', { lights: ['l5'] }],
  ['把客厅的灯调到百分之二十', 'dim', { lights: ['l5'], brightness: 51 }],
  ['tidy my downloads', 'tidy-folder', {}],
  ['clean up ~/Desktop/new', 'tidy-folder', { folder: '~/Desktop/new' }],
  ['sort everything in my documents that is older than two weeks', 'tidy-folder', { folder: '~/Documents', older_than: '14d' }],
  ['wake me tomorrow at 7', 'wake-me', { time: '2026-06-04T07:00:00+02:00' }],
  ['set an alarm for half past six in the morning', 'wake-me', { time: '2026-06-04T06:30:00+02:00' }],
  ['明天早上七点叫我起床', 'wake-me', { time: '2026-06-04T07:00:00+02:00' }],
  ['tell Mia that dinner is at 8, bring wine', 'write-to', { contact: 'mia@example.org', message: 'dinner is at 8, bring wine' }],
  ['start the backup', 'start-backup', {}],
  ['Hello there. Could you start the backup?', 'start-backup', {}],
])('"%s" is %s', (words, skill, inputs) => {
  const picked = pick(words)
  expect(picked).toMatchObject({ kind: 'picked', usedModel: false, pick: { skill, inputs, missing: [] } })
})

test.each(['what is the capital of France', '', '???', 'play some jazz', '今天股市怎么样'])('nothing fits "%s"', (words) => {
  expect(pick(words)).toMatchObject({ kind: 'none', usedModel: false })
})

test.each(["don't turn on the kitchen light", 'please do not start the backup', '不要打开客厅的灯', 'never tidy my downloads'])('"%s" is not taken for its opposite', (words) => {
  expect(pick(words).kind).toBe('none')
})

test('a name that fits several is asked about', () => {
  expect(pick('turn on the bedroom light')).toMatchObject({ kind: 'ask', question: { about: 'input', input: 'lights', choices: ['l2', 'l3'] } })
})

test('a required value that is missing is asked for', () => {
  expect(pick('tell Mia')).toMatchObject({ kind: 'ask', question: { about: 'input', input: 'message' } })
})

test('two skills that fit equally are asked about', () => {
  const twins = new SkillLibrary([card('a', 'Start the pump', ['start the pump']), card('b', 'Start the pump', ['start the pump'])])
  expect(pickSkill('start the pump', twins, surroundings)).toMatchObject({ kind: 'ask', question: { about: 'skill', of: [{ skill: 'a' }, { skill: 'b' }] } })
})

test('the only one there is need not be named', () => {
  const one = { ...surroundings, known: [light('l1', 'Kitchen Light', 'Kitchen')] }
  expect(pickSkill('dim to 10%', library, one)).toMatchObject({ kind: 'picked', pick: { skill: 'dim', inputs: { lights: ['l1'], brightness: 26 } } })
})

test('what is read always fits the schema', () => {
  const oven = new SkillLibrary([card('heat', 'Heat the oven', ['heat the oven to {temperature}'], { temperature: { type: 'number', minimum: 50, maximum: 250, description: 'In °C' } })])
  const heat = (words: string) => pickSkill(words, oven, surroundings)
  expect(heat('heat the oven to 200 degrees')).toMatchObject({ pick: { inputs: { temperature: 200 } } })
  expect(heat('heat the oven to 392 °F')).toMatchObject({ pick: { inputs: { temperature: 200 } } })
  expect(heat('heat the oven to 900 degrees')).toMatchObject({ kind: 'ask', question: { input: 'temperature' } })
})

test('a long message is kept to its end', () => {
  const message = `the plan is ${'this and that '.repeat(14)}until the end`
  expect(pick(`tell Mia that ${message}`)).toMatchObject({ kind: 'picked', pick: { inputs: { message } } })
})

test('names of inputs reach nothing but inputs', () => {
  const odd = new SkillLibrary([card('odd', 'Odd', ['say {__proto__} to {constructor} and {toString}'])])
  expect(() => pickSkill('say hello to me and you', odd, surroundings)).not.toThrow()
})

test('long and hostile words are answered quickly', () => {
  for (const words of ['turn on '.repeat(5_000), 'a'.repeat(100_000), '打开'.repeat(5_000), 'and , '.repeat(5_000), `${'{'.repeat(1_000)}lights}`, '\u0000\uD800 turn on']) {
    const started = performance.now()
    pick(words)
    expect(performance.now() - started).toBeLessThan(5_000)
  }
})
