import { resolve } from 'node:path'
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

/** A number before the answer takes what was told before. */
async function askMissing({ question, field, remembered }: Of<'missing'>, skill: Skill, output: Output): Promise<JsonObject | undefined> {
  const offers = remembered.filter(({ input }) => input === field)
  offers.forEach(({ key, value }, index) => output.tell(`  #${index + 1}  ${shown(value)} (you told it as ${clean(key)})`))
  const given = await askText(`${clean(question)}${offers.length === 0 ? '' : ` (#1${offers.length > 1 ? ` to #${offers.length}` : ''} takes what you told before)`}`)
  if (given === undefined || given === '') return undefined
  const offer = /^#\d+$/.test(given) ? offers[Number(given.slice(1)) - 1] : undefined
  return offer === undefined ? readInputs(skill, { input: [`${field}=${given}`] }, []) : { [field]: offer.value }
}

async function chooseSkill({ candidates, question }: Of<'which'>, output: Output): Promise<AskMore | undefined> {
  candidates.forEach(({ title, name }, index) => output.tell(`  ${index + 1}  ${clean(title)} (${clean(name)})`))
  const chosen = candidates[Number(await askText(`${clean(question)} Number:`)) - 1]
  return chosen === undefined ? undefined : { skill: chosen.name }
}

/** Nothing is done, and no model is asked, before one of these is chosen. */
async function chooseInstead({ because, others, canLoop, canWrite }: Of<'none'>, output: Output): Promise<AskMore | undefined> {
  const ways: readonly (readonly [string, AskMore])[] = [
    ...(canLoop ? [['Do it step by step: a model decides one deed after the other; tools and contract are shown first', { loop: true }] as const] : []),
    ...(canWrite ? [['Let the model write a skill, as a draft', { write: true }] as const] : []),
    ...others.map(({ name, title }) => [`${title} (${name})`, { skill: name }] as const),
  ]
  if (ways.length === 0) return undefined
  output.tell(clean(because))
  ways.forEach(([words], index) => output.tell(`  ${index + 1}  ${clean(words)}`))
  return ways[Number(await askText('What instead? Number, or Enter for nothing:')) - 1]?.[1]
}

/** A path in the words is meant from where the person stands. */
function absolutePaths(skill: Skill, { inputs }: Of<'picked' | 'missing'>, given: JsonObject): JsonObject {
  const relative = inputs.filter(({ name, value, from }) => from !== 'default' && !Object.hasOwn(given, name) && skill.inputs[name]?.format === 'path' && typeof value === 'string' && !/^(?:~|\/|[A-Za-z]:)/.test(value))
  return Object.fromEntries(relative.map(({ name, value }) => [name, resolve(String(value))]))
}
