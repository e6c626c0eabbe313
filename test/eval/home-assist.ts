import { pickSkill, type Picked } from '../../engine/agent/pick-skill.ts'
import type { KnownName } from '../../engine/agent/match-names.ts'
import { SkillLibrary } from '../../engine/agent/skill-library.ts'
import type { SkillCard } from '../../engine/agent/skill-card.ts'
import type { Json, JsonObject } from '../../engine/terms/json.ts'
import { corpus, corpusRows } from '../helpers/corpora.ts'
import { runSkill, someTool, testWorld } from '../helpers/test-world.ts'
import { homeSkills, type HomeSkill } from './home-skills.ts'
import { HomeState, type EntityState, type Home, type HomeEntity } from './home-state.ts'

interface Change {
  readonly state?: Json
  readonly attributes?: JsonObject
}

export interface AssistTest {
  readonly set: string
  readonly home: string
  readonly text: string
  readonly context_now?: string
  readonly setup?: { readonly [id: string]: Change }
  readonly expect_changes?: { readonly [id: string]: Change }
  readonly ignore_changes?: { readonly [id: string]: readonly string[] }
  readonly expect_response?: readonly Json[]
}

export interface AssistResult {
  readonly test: AssistTest
  readonly isRight: boolean
  readonly confidence: number
  readonly what: string
}

const switchable = new Set(['light', 'switch', 'fan', 'media_player', 'climate', 'lock', 'cover', 'valve', 'vacuum', 'humidifier', 'binary_sensor'])

/** Other words for a kind of device, as a dictionary has them. */
const kindWords: { readonly [kind: string]: readonly string[] } = {
  light: ['light', 'lamp', 'bulb', '灯'], switch: ['switch', 'plug', 'outlet', 'socket', '插座', '开关'], fan: ['fan', '风扇'], cover: ['cover', 'door', 'window'], garage: ['garage', 'door', 'gate'], curtain: ['curtain', 'drape', '窗帘'],
  blind: ['blind', 'shade'], shade: ['shade', 'blind'], shutter: ['shutter', 'blind'], lock: ['lock', 'door', '锁'], valve: ['valve', 'water', '阀'], media_player: ['media', 'player', 'music', 'song', 'speaker', '音乐'], tv: ['tv', 'television', '电视'], speaker: ['speaker', 'music'],
  climate: ['thermostat', 'temperature', 'heating', 'heater', 'ac', 'air', 'conditioner', 'hvac', '空调'], vacuum: ['vacuum', 'robot', 'cleaner', '扫地机'], humidifier: ['humidifier', 'dehumidifier', 'humidity'], todo: ['todo', 'list', 'task', '清单'], calendar: ['calendar', 'schedule', '日历'], weather: ['weather', 'forecast', '天气'],
  battery: ['battery', 'sensor'], temperature: ['temperature', 'sensor'], humidity: ['humidity', 'sensor'],
}

/** Gives what a person may name in a home: each entity by its name and room. */
export function knownNames(home: Home): readonly KnownName[] {
  const areas = new Map(home.areas?.map(({ id, name }) => [id, name]))
  const devices = new Map(home.devices?.map((device) => [device.id, device]))
  return (home.entities ?? []).flatMap((entity) => {
    const device = devices.get(entity.device ?? '')
    const area = areas.get(entity.area ?? device?.area ?? '')
    const domain = entity.id.split('.')[0] as string
    const feature = String(entity.attributes?.['device_class'] ?? '').split('.').at(-1)?.toLowerCase() ?? ''
    const kind = domain === 'sensor' ? feature || 'sensor' : domain
    const one = { value: entity.id, names: namesOf(entity), ...(area === undefined ? {} : { groups: [area] }), kindWords: [...(kindWords[kind] ?? []), ...(kindWords[feature] ?? [])] }
    return [{ ...one, kind }, ...(switchable.has(domain) && domain !== 'binary_sensor' ? [{ ...one, kind: 'device' }] : [])]
  })
}

function namesOf(entity: HomeEntity): readonly string[] {
  return [entity.name]
}

/** Runs every utterance through picker, filler and engine and compares the home afterwards. */
export async function evaluateHomes(distractors: readonly SkillCard[] = []): Promise<readonly AssistResult[]> {
  const skills = homeSkills()
  const library = new SkillLibrary([...skills.map(({ card }) => card), ...distractors])
  const homes = JSON.parse(corpus('ha-assist/homes.json')) as { readonly [name: string]: { readonly fixtures: Home } }
  const results: AssistResult[] = []
  for (const test of corpusRows<AssistTest>('ha-assist/tests.jsonl')) results.push(await runTest(test, homes[test.home]?.fixtures ?? {}, library, new Map(skills.map((skill) => [skill.card.name, skill]))))
  return results
}

async function runTest(test: AssistTest, home: Home, library: SkillLibrary, skills: ReadonlyMap<string, HomeSkill>): Promise<AssistResult> {
  const before = new HomeState(home, test.setup)
  const after = new HomeState(home, test.setup)
  const picked = pickSkill(test.text, library, { moment: { now: Date.parse(test.context_now ?? '2025-04-02T08:30:00Z'), zone: 'UTC' }, known: knownNames(home) })
  const skill = picked.kind === 'picked' ? skills.get(picked.pick.skill) : undefined
  const output = picked.kind === 'picked' && skill !== undefined ? await runOn(after, skill, picked.pick.inputs) : undefined
  const isRight = test.expect_response === undefined ? isExpected(test, before, after) : isAnswer(test.expect_response, output)
  return { test, isRight, confidence: picked.kind === 'picked' ? picked.pick.confidence : 0, what: wordsFor(picked) + (output === undefined ? '' : ` → ${JSON.stringify(output)}`) }
}

async function runOn(home: HomeState, { text }: HomeSkill, inputs: JsonObject): Promise<Json | undefined> {
  const tools = [
    someTool('home.call', (input) => {
      home.call(String(input['service']), String(input['entity']), input['value'] ?? null)
      return null
    }, { class: 'reversible', undo: () => 'nothing' }),
    someTool('home.read', (input) => home.read([...home.entities.keys()].find((id) => id === input['entity'] || id.startsWith(`${String(input['entity'])}.`)) ?? '')),
  ]
  const { output } = await runSkill(testWorld(tools), text, inputs)
  return output
}

function isAnswer(wanted: readonly Json[], output: Json | undefined): boolean {
  const said = typeof output === 'string' ? output.toLowerCase() : ''
  return said !== '' && wanted.some((one) => said.includes(String(one).toLowerCase()))
}

/** What was expected changed as expected, and nothing else changed. */
function isExpected(test: AssistTest, before: HomeState, after: HomeState): boolean {
  for (const [id, now] of after.entities) {
    const expected = test.expect_changes?.[id]
    const old = before.entities.get(id) as EntityState
    const ignored = test.ignore_changes?.[id] ?? []
    if (expected === undefined && (now.state !== old.state || JSON.stringify(now.attributes) !== JSON.stringify(old.attributes))) return false
    if (expected === undefined) continue
    if (String(now.state) !== String(expected.state ?? old.state)) return false
    if (Object.entries(expected.attributes ?? {}).some(([name, value]) => !ignored.includes(name) && (now.attributes[name] ?? null) !== value)) return false
  }
  return true
}

function wordsFor(picked: Picked): string {
  if (picked.kind === 'none') return `none (${picked.others[0]?.skill ?? ''} ${picked.others[0]?.confidence.toFixed(2) ?? ''})`
  if (picked.kind === 'ask') return `ask: ${picked.question.text}`
  return `${picked.pick.skill} ${picked.pick.confidence.toFixed(2)} ${JSON.stringify(picked.pick.inputs)}`
}
