import { afterEach, expect, test } from 'vitest'
import { openaiModel } from '../../engine/adapters/openai-model.ts'
import { fillInputs, type FillOptions } from '../../engine/agent/fill-inputs.ts'
import { rankSkills } from '../../engine/agent/pick-skill.ts'
import { pickWithModel } from '../../engine/agent/pick-with-model.ts'
import { hidePrivate } from '../../engine/agent/private-values.ts'
import type { SkillCard } from '../../engine/agent/skill-card.ts'
import { SkillLibrary } from '../../engine/agent/skill-library.ts'
import { checkValue } from '../../engine/expression/check-value.ts'
import type { Json } from '../../engine/terms/json.ts'
import { scriptedModel, type ScriptedModel } from '../helpers/scripted-model.ts'
import type { Prompt } from '../helpers/scripted-model-script.ts'

const signal = new AbortController().signal
const card: SkillCard = {
  name: 'book-table', title: 'Book a table', description: 'Books a table in a restaurant.', examples: ['book a table'],
  inputs: { guests: { type: 'integer', minimum: 1, maximum: 12 }, phone: { type: 'string', pattern: '^[+0-9]+$' }, note: { type: 'string', default: '' } },
}
const other: SkillCard = { name: 'book-trip', title: 'Book a trip', description: 'Books a journey by train.', examples: ['book a trip'], inputs: {} }
const library = new SkillLibrary([card, other])
let servers: ScriptedModel[] = []

afterEach(async () => {
  for (const server of servers.splice(0)) await server.close()
})

/** A real endpoint that gives these answers, one after the other. */
async function modelThat(...answers: readonly (Json | ((prompt: Prompt) => Json))[]) {
  let turn = 0
  const server = await scriptedModel({ script: { steps: [{ answer: (prompt) => { const answer = answers[Math.min(turn++, answers.length - 1)] as Json | ((prompt: Prompt) => Json); return typeof answer === 'function' ? answer(prompt) : answer } }] } })
  servers.push(server)
  const model = openaiModel({
    settings: { profile: 'custom', url: server.url, name: 'scripted' },
    key: () => undefined,
    check: (schema, value) => checkValue(schema, value).map(({ path, message }) => `${path} ${message}`.trim())[0],
    veil: (question, given, schema) => hidePrivate({ question, given, schema }),
    leaving: () => {},
    firstWait: 10,
  })
  return { server, model }
}

const candidates = rankSkills('book something for tonight', library, { moment: { now: 0, zone: 'UTC' }, known: [] })
const choose = async (answer: Json) => pickWithModel('book something for tonight', candidates, library, (await modelThat(answer)).model, signal)

test('the model chooses among the best few', async () => {
  expect(await choose({ choice: 'book-trip' })).toMatchObject({ kind: 'picked', usedModel: true, pick: { skill: 'book-trip' } })
})

test('a choice that leaves a required input open leads to a question', async () => {
  expect(await choose({ choice: 'book-table' })).toMatchObject({ kind: 'ask', usedModel: true, question: { about: 'input', input: 'guests' } })
})

test('the model may find that none fits, or ask one question', async () => {
  expect(await choose({ choice: 'none' })).toMatchObject({ kind: 'none', usedModel: true })
  expect(await choose({ choice: 'ask', question: 'A table or a train?' })).toMatchObject({ kind: 'ask', question: { about: 'skill', text: 'A table or a train?' } })
})

test('the model sees nothing of the known names and values', async () => {
  const { model, server } = await modelThat({ choice: 'none' })
  await pickWithModel('book it', [{ skill: 'book-table', confidence: 1, inputs: { phone: '+15550001' }, missing: [], unclear: {} }], library, model, signal)
  expect(server.bytes()).toContain('Book a table')
  expect(server.bytes()).not.toContain('15550001')
})

const fill = async (answers: readonly (Json | ((prompt: Prompt) => Json))[], more: Partial<FillOptions> = {}) => {
  const { model, server } = await modelThat(...answers)
  return { server, filled: await fillInputs({ words: 'book a table for four', card, read: {}, references: [], signal, model, ...more }) }
}

test('what the words gave is kept, and the model fills the rest', async () => {
  const { filled } = await fill([{ phone: '+4912', note: null }], { read: { guests: 4 } })
  expect(filled).toMatchObject({ inputs: { guests: 4, phone: '+4912' }, from: { guests: 'words', phone: 'model' }, missing: [], usedModel: true })
})

test('an answer that does not fit goes back with the fault, a few times, then to the person', async () => {
  const seen: string[] = []
  const wrong = (guests: number) => (prompt: Prompt): Json => (seen.push(prompt.text), { guests, phone: '+49', note: null })
  const { filled } = await fill([wrong(99), wrong(6)])
  expect(filled.inputs).toMatchObject({ guests: 6, phone: '+49' })
  expect(seen[1]).toContain('guests')
  const stubborn = await fill([wrong(99)])
  expect(stubborn.filled.missing).toMatchObject([{ input: 'guests', question: 'Book a table: what is "guests"?', fault: expect.stringContaining('guests') as string }])
  expect(stubborn.server.bodies).toHaveLength(3)
})

test('a value that is referred to is taken over without the model ever seeing it', async () => {
  const references = [{ name: 'memory.my_number', words: 'the phone number of the person', value: '+4930999' }]
  const { filled, server } = await fill([{ guests: 4, phone: { from: 'memory.my_number' }, note: null }], { references })
  expect(filled).toMatchObject({ inputs: { phone: '+4930999' }, from: { phone: { reference: 'memory.my_number' } } })
  expect(server.bytes()).not.toContain('4930999')
})

test('a remembered fact named as the input is used without a model', async () => {
  const filled = await fillInputs({ words: '', card, read: { guests: 2 }, references: [{ name: 'memory.phone', words: '', value: '+49' }], signal })
  expect(filled).toMatchObject({ inputs: { guests: 2, phone: '+49' }, missing: [], usedModel: false })
})

test('without a model the person is asked for what is missing', async () => {
  const filled = await fillInputs({ words: '', card, read: { guests: 100, __proto__: 1 }, references: [], signal })
  expect(filled.missing.map(({ input }) => input)).toEqual(['guests', 'phone'])
  expect(filled.inputs).toEqual({})
})
