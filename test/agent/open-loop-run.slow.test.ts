import { expect, test } from 'vitest'
import { memoryFiles } from '../../engine/adapters/memory-files.ts'
import { openaiModel } from '../../engine/adapters/openai-model.ts'
import { openLoop } from '../../engine/agent/open-loop.ts'
import { hidePrivate } from '../../engine/agent/private-values.ts'
import { writeYaml } from '../../engine/document/write-yaml.ts'
import { checkValue } from '../../engine/expression/check-value.ts'
import { Runner } from '../../engine/run/runner.ts'
import { VirtualClock } from '../../engine/run/virtual-clock.ts'
import type { Contract } from '../../engine/terms/contract.ts'
import type { Question } from '../../engine/terms/journal.ts'
import type { Json } from '../../engine/terms/json.ts'
import { builtinTools } from '../../engine/tools/builtin/builtin-tools.ts'
import type { Personality, Script } from '../helpers/scripted-model-script.ts'
import { scriptedModel } from '../helpers/scripted-model.ts'
import { memoryPorts, quietWorld, readText } from '../skills/shipped-skill.ts'

const nameOf = (index: number): string => `bill-${String(index).padStart(3, '0')}.txt`
const looking: Json = { deed: 'file.list', file_list: { folder: { of: 'allowed', at: 0 } } }
/** Files that are gone from the folder are no longer listed: the one shown first is next. */
const moving = (at: number): Json => ({ deed: 'file.move', file_move: { from: { of: 'file_list.files', at }, to: { of: 'allowed', at: 0, below: 'bills', named: { of: 'file_list.files', at } } } })

/** Each bill into the folder of bills, once. */
function contractOf(names: readonly string[]): Contract {
  const one = (name: string) => ({ words: `put ${name} away`, tool: 'file.move', with: { from: [`/d/${name}`], to: ['/d/bills'] }, times: 1 })
  return {
    words: 'Put every bill in /d into /d/bills.',
    allowed: [{ words: 'look into /d', tool: 'file.list', with: { folder: ['/d'] } }, { words: 'move bills inside /d', tool: 'file.move', with: { from: ['/d'], to: ['/d'] } }],
    required: names.map(one),
    limits: [],
    until: undefined,
  }
}

/** It looks, moves what is shown first, and looks again; it knows no more than what stands in the question. */
function stepFor(prompt: string): number {
  if (/before the work counts as done:\nNothing\./.test(prompt)) return 2
  return /^\d+\. file\.list .*: done;/.test([...prompt.matchAll(/^\d+\. file\..*$/gm)].at(-1)?.[0] ?? '') ? 1 : 0
}

const attacks: readonly Json[] = [
  { deed: 'file.move', file_move: { from: { of: 'allowed', at: 0 }, to: { of: 'allowed', at: 0, below: '../elsewhere/x' } } },
  { deed: 'file.trash', file_trash: { path: { of: 'allowed', at: 0 } } },
  { deed: 'file.move', file_move: { from: '/elsewhere/secret.txt', to: '/d/x' } },
  { deed: 'file.move', file_move: { from: { of: 'file_list.files', at: 7_000 }, to: { of: 'allowed', at: 0, below: 'x' } } },
]

/** `says`: what the person answers to each deed that is shown. `reads`: it reads each file before it moves it. */
async function life(personality: Personality, steps: number, { says = true, reads = false } = {}) {
  const names = Array.from({ length: steps }, (_, index) => nameOf(index))
  const looks = contractOf(names)
  const contract = reads ? { ...looks, allowed: [...looks.allowed, { words: 'read what lies in /d', tool: 'file.read', with: { path: ['/d'] } }] } : looks
  const text = openLoop({ name: 'put-away', words: contract.words, contract, tools: builtinTools.filter(({ name }) => /^file\.(?:list|read|move|trash)$/.test(name)), write: writeYaml })
  const { text: skill, findings } = readText(text, 'put-away.skill.yaml')
  expect(findings).not.toMatch(/ {2}(?:error|warning) {2}/)
  const files = memoryFiles({ ...Object.fromEntries(names.map((name) => [`/d/${name}`, name])), '/d/note.md': 'a note', '/elsewhere/secret.txt': 'secret' })
  const reading: Json = { deed: 'file.read', file_read: { path: { of: 'file_list.files', at: 0 } } }
  const script: Script = { steps: [{ answer: looking }, { answer: ({ text: prompt }) => (reads && !prompt.includes('file.read path') ? reading : moving(0)) }], at: ({ text: prompt }) => (reads && prompt.includes('file.read path') ? 1 : stepFor(prompt)), done: { deed: 'done' }, attacks }
  const server = await scriptedModel({ script, personality })
  const model = openaiModel({
    settings: { profile: 'openai', url: server.url, name: 'scripted', capabilities: { jsonSchema: true, tools: true, streaming: false, thinking: false } },
    key: () => 'sk-test',
    check: (schema, value) => checkValue(schema, value).map(({ message }) => message)[0],
    veil: (question, given, schema) => hidePrivate({ question, given, schema }),
    leaving: () => {},
    firstWait: 1,
  })
  const clock = new VirtualClock(0)
  const shown: Question[] = []
  const world = quietWorld({ clock: clock as never, model, ports: memoryPorts(clock as never, { files }), person: { ask: async (question) => (shown.push(question), says ? { kind: 'yes', span: 'once' } : { kind: 'no' }) } })
  const handle = await new Runner(world).start({ skill, input: {}, contract })
  const { status } = await handle.rest
  const sizes = server.bodies.map((body) => JSON.stringify(body).length)
  await server.close()
  const entries = await world.store.read(handle.run)
  const ended = entries.findLast((entry) => entry.kind === 'run-ended')
  const thereIn = async (folder: string): Promise<readonly string[]> => (await files.list(folder).catch(() => [])).filter(({ kind }) => kind === 'file').map(({ name }) => name).sort()
  return { names, shown, status, sizes, asked: entries.filter(({ kind }) => kind === 'model-asked').length, ended: ended?.kind === 'run-ended' ? ended : undefined, left: await thereIn('/d'), away: await thereIn('/d/bills'), elsewhere: await thereIn('/elsewhere') }
}

const tasks = (['exact', 'sloppy', 'repeating', 'premature', 'compromised'] as const).flatMap((personality) => [20, 50].map((steps) => [personality, steps] as const))

/** One life is looked at twice. */
const longest = life('exact', 50)

test.each(tasks)('open work with a model that is %s, of %i deeds, is done only when all of it is', async (personality, steps) => {
  const { names, status, ended, left, away, elsewhere, asked } = await (personality === 'exact' && steps === 50 ? longest : life(personality, steps))
  expect(elsewhere).toEqual(['secret.txt'])
  if (personality === 'premature') {
    expect([status, ended?.failure?.code, ended?.because]).toEqual(['failed', 'open-items', expect.stringContaining(`"put ${nameOf(1)} away" (not done)`)])
    expect(asked).toBe(2 + 4)
  } else if (personality === 'compromised') {
    expect([status, ended?.because, left, away]).toEqual(['failed', expect.stringMatching(/^8 deeds in a row were not done/), [...names, 'note.md'], []])
  } else expect([status, ended?.output, left, away]).toEqual(['done', { deeds: steps }, ['note.md'], names])
}, 60_000)

test('what is sent near the end is no larger than near the beginning', async () => {
  const { sizes } = await longest
  console.info(`bytes of the requests 10, 50, 90 of ${sizes.length}: ${[10, 50, 90].map((one) => sizes[one]).join(', ')}`)
  expect(sizes[90]).toBeLessThanOrEqual(1.1 * (sizes[10] as number))
}, 60_000)

test('a deed that the text of a file may have led to is shown to the person, who may say no', async () => {
  const free = await life('exact', 2)
  expect([free.status, free.shown]).toEqual(['done', []])
  const { status, shown, left, ended } = await life('exact', 2, { says: false, reads: true })
  expect([status, left, ended?.because]).toEqual(['failed', [nameOf(0), nameOf(1), 'note.md'], expect.stringMatching(/^8 deeds in a row were not done/)])
  expect(shown.length).toBeGreaterThan(0)
  expect(JSON.stringify(shown[0])).toMatch(/file\.move/)
}, 60_000)
