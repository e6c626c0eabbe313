/* The states of an open loop. Keeps L1 to L3 of open-loop.ts. */
import { literalText } from '../expression/literal-text.ts'
import type { Contract } from '../terms/contract.ts'
import type { Json, JsonObject, JsonSchema } from '../terms/json.ts'
import type { ControlKind, Tool } from '../terms/tool.ts'
import { listedIn, type Branch } from './loop-deed.ts'
import { isReadable, windowOf } from './loop-sources.ts'

interface Loop {
  readonly branches: readonly Branch[]
  /** What its arguments name, and the kinds of which the person gives something to begin with. */
  readonly kinds: readonly ControlKind[]
  readonly needs: readonly ControlKind[]
  readonly contract: Contract
  readonly evidence: string | undefined
  /** Gives a place as it is written in the skill. */
  readonly stand: (place: string) => string
}

/** How often in a row a deed may fail, and how often "done" is sent back. */
const mostMisses = 8
const mostSentBack = 3
const mostPlaces = 500

const question = `Decide what to do next: one deed, with its arguments under the name of its state.
A reference { of, at } names a value out of the lists you are given: "of" is the list, "at" the number in it, from 0. Where "below" is possible it adds names under a folder, and "named" adds the name of something that is there.
"look again" shows the lists from the element "from" on. Say "done" only when nothing is open any more.
"last" says why the deed before was not done: do not try the very same again.`

const fixed = ['list', 'decide', 'turn', 'did', 'look_again', 'missed', 'enough', 'all_done', 'send_back', 'finish', 'given_up']

/** Tells whether a clause speaks of a tool: `file.move`, `file.*` or `*`. */
export function fitsName(clause: string, tool: string): boolean {
  return clause === '*' || clause === tool || (clause.endsWith('.*') && tool.startsWith(clause.slice(0, -1)))
}

/** Gives a name of a state for each tool, all of them different. */
export function stateNames(tools: readonly Tool[]): readonly string[] {
  const taken = new Set(fixed)
  return tools.map(({ name }) => {
    const plain = name.toLowerCase().replace(/[^a-z0-9]+/g, '_').replace(/^[^a-z]+/, '').slice(0, 56)
    const own = plain.includes('_') ? plain : `call_${plain}`
    let state = own
    for (let count = 2; taken.has(state); count++) state = `${own}_${count}`
    taken.add(state)
    return state
  })
}

/** Gives the states in the order in which they stand in the file. */
export function loopStates(loop: Loop): { readonly [state: string]: JsonObject } {
  const { branches, kinds, contract, evidence } = loop
  const required = contract.required.reduce((sum, { times }) => sum + times, 0)
  const begin = kinds.length > 0 ? 'list' : 'decide'
  return {
    ...(kinds.length > 0 && { list: listState(loop) }),
    decide: decideState(loop),
    turn: { choose: [...branches.map(({ deed: { tool, state } }) => ({ if: `decide.deed == ${JSON.stringify(tool.name)}`, next: state })), { if: 'decide.deed == "look again"', next: 'look_again' }, { next: required > 0 ? 'all_done' : 'finish' }] },
    ...Object.fromEntries(branches.map(({ deed, with: given }) => [deed.state, { title: literalText(deed.tool.title), call: deed.tool.name, ...(Object.keys(given).length > 0 && { with: given }), catch: 'missed', next: 'did' }])),
    ...(branches.length > 0 && { did: didState(branches, contract, begin) }),
    look_again: { title: 'Show other parts of the lists', set: { first: '${ default(decide.from, 0) }', last: '' }, next: begin },
    missed: { title: 'Remember why it was not done', set: { misses: '${ vars.misses + 1 }', last: '${ error.code }: ${ error.message }' } },
    enough: { choose: [{ if: `vars.misses >= ${mostMisses}`, next: 'given_up' }, { next: begin }] },
    ...(required > 0 && {
      all_done: {
        title: 'Can all be done already?',
        note: 'Fewer deeds than are required can not be all. What is required and has no receipt keeps the run from being done anyway.',
        choose: [{ if: `vars.deeds < ${required} && vars.sent_back < ${mostSentBack}`, next: 'send_back' }, { next: 'finish' }],
      },
      send_back: { title: 'Not all is done', set: { sent_back: '${ vars.sent_back + 1 }', last: 'It is not done yet: look at what is still to be done.' }, next: begin },
    }),
    finish: { end: 'done', output: { deeds: '${ vars.deeds }' }, ...(evidence !== undefined && { evidence }) },
    given_up: { end: 'failed', because: '${ vars.misses } deeds in a row were not done, the last one for this reason: ${ vars.last }', output: { deeds: '${ vars.deeds }' } },
  }
}

/** What can be named, as lists by where it was found. */
function listState({ branches, kinds, needs, stand }: Loop): JsonObject {
  const lists = kinds.map((kind) => {
    const places = [...new Set(branches.flatMap(({ deed }) => Object.entries(deed.bounds).flatMap(([name, bounds]) => (deed.tool.control[name] === kind ? bounds : []))))]
    const told = places.filter((place) => kind !== 'host' || !place.includes('*')).slice(0, mostPlaces).map((place) => (kind === 'host' ? `https://${stand(place)}/` : stand(place)))
    const sources = new Map(branches.flatMap((branch) => branch.sources.filter((source) => source.kind === kind).map(({ name, expression }) => [name, `\${ ${expression} }`] as const)))
    return [listedIn[kind], { allowed: told, ...(needs.includes(kind) && { given: `\${ input.${listedIn[kind]} }` }), ...Object.fromEntries(sources) }] as const
  })
  return { title: 'List what a deed may be about', set: Object.fromEntries(lists) }
}

function decideState({ branches, kinds }: Loop): JsonObject {
  const properties: { [name: string]: JsonSchema } = {
    deed: { enum: [...branches.map(({ deed }) => deed.tool.name), 'look again', 'done'] },
    from: { type: 'integer', minimum: 0 },
  }
  for (const { deed, answer } of branches) properties[deed.state] = { description: `${deed.tool.title}. ${deed.tool.description}`.slice(0, 300), ...answer }
  return {
    title: 'What is next?',
    think: question,
    given: { last: '${ vars.last }', ...Object.fromEntries(kinds.map((kind) => [listedIn[kind], `\${ vars.${listedIn[kind]} }`])), ...Object.fromEntries(branches.flatMap(shownResults)) },
    answer: { type: 'object', required: ['deed'], properties: properties as unknown as Json },
    catch: [{ code: 'invalid-answer', next: 'missed' }, { code: 'timeout', next: 'missed' }],
  }
}

/** What came of the last call of a tool: each of its lists from `vars.first` on, or all of it. */
function shownResults({ deed: { state, tool } }: Branch): readonly (readonly [string, string])[] {
  const lists = Object.entries(tool.output.properties ?? {}).filter(([name, { type }]) => type === 'array' && isReadable(name))
  return lists.length === 0 ? [[state, `\${ ${state} }`]] : lists.map(([name]) => [`${state}.${name}`, `\${ ${windowOf(`${state}.${name}`)} }`])
}

function didState(branches: readonly Branch[], { required }: Contract, next: string): JsonObject {
  const counts = ({ name, class: kind }: Tool): boolean => (required.length > 0 ? required.some(({ tool }) => fitsName(tool, name)) : kind !== 'read')
  const counted = branches.map(({ deed }) => deed.tool).filter(counts).map(({ name }) => name)
  const looking = branches.map(({ deed }) => deed.tool).filter(({ class: kind }) => kind === 'read').map(({ name }) => name)
  return {
    title: 'It was done',
    set: { ...(looking.length > 0 && { first: `\${ decide.deed in ${JSON.stringify(looking)} ? 0 : vars.first }` }), ...(counted.length > 0 && { deeds: `\${ decide.deed in ${JSON.stringify(counted)} ? vars.deeds + 1 : vars.deeds }` }), misses: 0, ...(required.length > 0 && { sent_back: 0 }), last: '' },
    next,
  }
}
