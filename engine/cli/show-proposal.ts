import { isWorthShowing } from '../desk/proposed-inputs.ts'
import type { Proposal } from '../desk/proposal.ts'
import type { Contract } from '../terms/contract.ts'
import { clean, shown, type Output } from './output.ts'

type Picked = Extract<Proposal, { readonly kind: 'picked' }>

/** Shows what was made of a sentence: the skill, its inputs and where each comes from, and the contract. */
export function showProposal({ skill, why, confidence, inputs, contract, idle, remembered, loop, ...asked }: Picked, output: Output): void {
  const place = skill.id === null ? '.' : ` (${clean(skill.id)}), ${Math.round(confidence * 100)} % sure.`
  output.line(`${output.paint('bold', clean(skill.title))}${place} ${clean(why)}`)
  for (const { name, title } of loop?.tools ?? []) output.line(`  ${clean(title)} (${clean(name)})`)
  for (const { name, value, from } of inputs.filter(isWorthShowing)) output.line(`  ${clean(name)}: ${shown(value)}  ${output.paint('faint', `(${typeof from === 'string' ? origins[from] : `you told me: ${clean(from.memory)}`})`)}`)
  showRemembered(remembered, output)
  for (const line of contractLines(contract)) output.line(line)
  for (const said of idle) output.line(`${output.paint('yellow', 'Note')}: "${clean(said)}" limits nothing that this skill does.`)
  tellModel(asked, output)
}

/** Shows facts that may be meant, each with how to say so. */
export function showRemembered(remembered: Picked['remembered'], output: Output): void {
  for (const { input, key, value } of remembered) output.line(`  ${clean(input)} may be what you told as ${clean(key)}: ${shown(value)}  ${output.paint('faint', `(--input ${clean(input)}=…)`)}`)
}

const origins = { words: 'from your words', place: 'it lies here under this name', person: 'you gave it', model: 'the model filled it in', default: 'as the skill has it' } as const

/** Says whether a model was asked. */
export function tellModel({ usedModel, modelFault, synonymsFault }: Pick<Proposal, 'usedModel' | 'modelFault' | 'synonymsFault'>, output: Output): void {
  if (synonymsFault != null) output.line(`${output.paint('yellow', 'Note')}: ${clean(synonymsFault)}`)
  output.line(usedModel ? 'A model was asked.' : `No model was used.${modelFault === null ? '' : ` The one that is connected failed: ${clean(modelFault)}`}`)
}

function contractLines({ allowed, required, limits, until, inOrder }: Contract): readonly string[] {
  const list = (heading: string, lines: readonly string[]): readonly string[] => (lines.length === 0 ? [] : [heading, ...lines.map((line) => `  ${clean(line)}`)])
  return [
    ...list(inOrder === true ? 'It must, in this order:' : 'It must:', required.map(({ words, times }) => (times === 1 ? words : `${words}, ${times} times`))),
    ...(allowed.length === 0 ? ['It may do nothing.'] : list('It may, and nothing else:', allowed.map(({ words, tool }) => `${words} (${tool})`))),
    ...list('Limits that you set:', limits.map(({ words }) => words)),
    ...(until === undefined ? [] : [`Nothing more is done after ${new Date(until).toISOString()}.`]),
  ]
}
