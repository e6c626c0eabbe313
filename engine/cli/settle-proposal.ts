import { resolve } from 'node:path'
import { wayWords } from '../desk/needed-inputs.ts'
import type { AskMore, Proposal } from '../desk/proposal.ts'
import type { NodeWorld } from '../host/open-node-world.ts'
import { ChelaError } from '../terms/failure.ts'
import type { JsonObject } from '../terms/json.ts'
import type { Skill } from '../terms/skill.ts'
import { askText, isAsking } from './ask-line.ts'
import type { Call } from './call.ts'
import { clean, shown, type Output } from './output.ts'
import { readInputs, type TypedInputs } from './read-inputs.ts'

interface Settling extends TypedInputs {
  readonly skill?: string
  readonly write?: boolean
  readonly loop?: boolean
}

type Ask = (more: AskMore) => Promise<Proposal>
type Of<Kind extends Proposal['kind']> = Extract<Proposal, { readonly kind: Kind }>

/** What can be done, as it is offered. */
type Way = readonly [string, AskMore]

const byStep: Way = ['Do it step by step: a model decides one deed after the other; tools and contract are shown first', { loop: true }]

/** Asks until there is nothing left to ask: which skill, what is missing, what is to be done where no skill fits. */
export async function settledProposal({ options, output }: Call<Settling>, node: NodeWorld, again: Ask): Promise<Proposal> {
  let more: AskMore = { ...(options.skill !== undefined && { skill: options.skill }), ...(options.write === true && { write: true }), ...(options.loop === true && { loop: true }) }
  let isTyped = false
  for (;;) {
    const proposal = await again(more)
    if (proposal.kind === 'picked' || proposal.kind === 'missing') {
      const skill = proposedSkill(node, proposal.skill.text)
      const typed = isTyped ? {} : readInputs(skill, options, [])
      isTyped = true
      const inputs = { ...typed, ...absolutePaths(skill, proposal, { ...more.inputs, ...typed }) }
      const same: AskMore = proposal.loop === null ? { skill: proposal.skill.name } : { loop: true }
      if (Object.keys(inputs).length > 0) more = { ...same, inputs: { ...more.inputs, ...inputs } }
      else if (proposal.kind === 'picked' || !isAsking()) return proposal
      else {
        const given = await askMissing(proposal, skill, output)
        if (given === undefined) return proposal
        more = { ...same, inputs: { ...more.inputs, ...given } }
      }
    } else {
      const chosen = !isAsking() ? undefined : proposal.kind === 'which' ? await chooseSkill(proposal, output) : proposal.kind === 'none' ? await chooseInstead(proposal, output) : undefined
      if (chosen === undefined) return proposal
      more = chosen
    }
  }
}

/** Gives the skill of a text that was proposed. Throws ChelaError where it has faults by now. */
export function proposedSkill(node: NodeWorld, text: string): Skill {
  const { skill } = node.shelf.load(text)
  if (skill === undefined) throw new ChelaError('unknown-skill', 'The skill was changed just now.', { help: 'Ask again.' })
  return skill
}

/** Of inputs that stand for one another the person first says which way, then each input of it. */
async function askMissing(missing: Of<'missing'>, skill: Skill, output: Output): Promise<JsonObject | undefined> {
  const { question, field, ways } = missing
  if (ways.length === 0) return askField(question, field, missing, skill, output)
  const words = ways.map((way) => wayWords(way, skill.inputs))
  if (words.length > 1) words.forEach((one, index) => output.tell(`  ${index + 1}  ${clean(one)}`))
  const way = words.length === 1 ? ways[0] : ways[Number(await askText(`${clean(question)} Number:`)) - 1]
  let given: JsonObject = {}
  for (const name of way ?? []) {
    const value = await askField(`${wayWords([name], skill.inputs)}:`, name, missing, skill, output)
    if (value === undefined) return undefined
    given = { ...given, ...value }
  }
  return way === undefined ? undefined : given
}

/** A number before the answer takes what was told before. */
async function askField(question: string, field: string, { remembered }: Of<'missing'>, skill: Skill, output: Output): Promise<JsonObject | undefined> {
  const offers = remembered.filter(({ input }) => input === field)
  offers.forEach(({ key, value }, index) => output.tell(`  #${index + 1}  ${shown(value)} (you told it as ${clean(key)})`))
  const given = await askText(`${clean(question)}${offers.length === 0 ? '' : ` (#1${offers.length > 1 ? ` to #${offers.length}` : ''} takes what you told before)`}`)
  if (given === undefined || given === '') return undefined
  const offer = /^#\d+$/.test(given) ? offers[Number(given.slice(1)) - 1] : undefined
  return offer === undefined ? readInputs(skill, { input: [`${field}=${given}`] }, []) : { [field]: offer.value }
}

async function chooseSkill({ candidates, question, canLoop }: Of<'which'>, output: Output): Promise<AskMore | undefined> {
  const ways: readonly Way[] = [...candidates.map(({ name, title }) => [`${title} (${name})`, { skill: name }] as const), ...(canLoop ? [byStep] : [])]
  return chooseWay(ways, `${clean(question)} Number:`, output)
}

/** Nothing is done, and no model is asked, before one of these is chosen. */
async function chooseInstead({ because, others, canLoop, canWrite }: Of<'none'>, output: Output): Promise<AskMore | undefined> {
  const ways: readonly Way[] = [
    ...(canLoop ? [byStep] : []),
    ...(canWrite ? [['Let the model write a skill, as a draft', { write: true }] as const] : []),
    ...others.map(({ name, title }) => [`${title} (${name})`, { skill: name }] as const),
  ]
  if (ways.length === 0) return undefined
  output.tell(clean(because))
  return chooseWay(ways, 'What instead? Number, or Enter for nothing:', output)
}

async function chooseWay(ways: readonly Way[], question: string, output: Output): Promise<AskMore | undefined> {
  ways.forEach(([words], index) => output.tell(`  ${index + 1}  ${clean(words)}`))
  return ways[Number(await askText(question)) - 1]?.[1]
}

/** A path in the words is meant from where the person stands. */
function absolutePaths(skill: Skill, { inputs }: Of<'picked' | 'missing'>, given: JsonObject): JsonObject {
  const relative = inputs.filter(({ name, value, from }) => from !== 'default' && !Object.hasOwn(given, name) && skill.inputs[name]?.format === 'path' && typeof value === 'string' && !/^(?:~|\/|[A-Za-z]:)/.test(value))
  return Object.fromEntries(relative.map(({ name, value }) => [name, resolve(String(value))]))
}
