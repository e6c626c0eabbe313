import { resolve } from 'node:path'
import { FolderSkillStore } from '../../adapters/folder-skill-store.ts'
import { MemoryRunStore } from '../../adapters/memory-run-store.ts'
import { openAsking } from '../../desk/ask-for.ts'
import type { AskMore, Proposal } from '../../desk/proposal.ts'
import type { NodeWorld } from '../../host/open-node-world.ts'
import { shippedSkills } from '../../host/package-folder.ts'
import { quietPorts } from '../../host/quiet-ports.ts'
import { Runner } from '../../run/runner.ts'
import { ChelaError } from '../../terms/failure.ts'
import type { JsonObject } from '../../terms/json.ts'
import type { Skill } from '../../terms/skill.ts'
import { acceptTexts } from '../accept-texts.ts'
import { askText, askYes, isAsking } from '../ask-line.ts'
import { shelfFor, type Call } from '../call.ts'
import { commandWords, wordsWithout } from '../command-words.ts'
import { driveRun } from '../drive-run.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import { openWorld, type OpenRun } from '../open-run.ts'
import { clean } from '../output.ts'
import { personFor, readAnswers } from '../person-for.ts'
import { readInputs } from '../read-inputs.ts'
import { rehearsalData, rehearsalOf, showRehearsal } from '../rehearsal.ts'
import { usageError } from '../report-fault.ts'
import { showProposal, tellModel } from '../show-proposal.ts'
import { tellEgress } from '../tell-egress.ts'
import { tellEnd } from '../tell-end.ts'

interface AskOptions {
  readonly skill?: string
  readonly input?: readonly string[]
  readonly answer?: readonly string[]
  readonly approve?: readonly string[]
  readonly accept?: readonly string[]
  readonly rehearse?: boolean
  readonly run?: boolean
  readonly write?: boolean
  readonly follow?: boolean
}

type Picked = Extract<Proposal, { readonly kind: 'picked' }>
type Ask = (more: AskMore) => Promise<Proposal>

/** Makes a run of a sentence: picks, fills, asks for what is missing, shows the contract, and runs after a yes. */
export async function ask(call: Call<AskOptions>): Promise<ExitCode> {
  const [words] = call.args
  if (words === undefined || words.trim() === '') throw usageError('The words come first.', 'Write, for example: chela ask "tidy my downloads"')
  const { person } = personFor(call.options)
  const shelf = await shelfFor(call)
  const node = await openWorld(call, shelf, person)
  try {
    const skills = new FolderSkillStore(shelf.folders.skills, shippedSkills)
    const asking = openAsking({ world: node.world, shelf, skills, toolbox: shelf.toolbox, quiet: () => ({ store: new MemoryRunStore(), ports: quietPorts(node.world.clock) }) })
    const proposal = await settled(call, node, (more) => asking.ask(words, more))
    return proposal.kind === 'picked' ? await goOn(call, node, proposal) : tellOther(call, node, proposal)
  } finally {
    await node.close()
  }
}

/** Asks until there is nothing left to ask: which skill, what is missing, whether one is to be written. */
async function settled(call: Call<AskOptions>, node: NodeWorld, again: Ask): Promise<Proposal> {
  const { options, output } = call
  let more: AskMore = { ...(options.skill !== undefined && { skill: options.skill }), ...(options.write === true && { write: true }) }
  let isTyped = false
  for (;;) {
    const proposal = await again(more)
    if (proposal.kind === 'picked' || proposal.kind === 'missing') {
      const skill = skillOf(node, proposal.skill.text)
      const typed = isTyped ? {} : readInputs(skill, options, [])
      isTyped = true
      const inputs = { ...typed, ...absolutePaths(skill, proposal, { ...more.inputs, ...typed }) }
      if (Object.keys(inputs).length > 0) more = { skill: proposal.skill.name, inputs: { ...more.inputs, ...inputs } }
      else if (proposal.kind === 'picked' || !isAsking()) return proposal
      else {
        const given = await askText(clean(proposal.question))
        if (given === undefined || given === '') return proposal
        more = { skill: proposal.skill.name, inputs: { ...more.inputs, ...readInputs(skill, { input: [`${proposal.field}=${given}`] }, []) } }
      }
    } else if (proposal.kind === 'which' && isAsking()) {
      proposal.candidates.forEach(({ title, name }, index) => output.tell(`  ${index + 1}  ${clean(title)} (${clean(name)})`))
      const chosen = proposal.candidates[Number(await askText(`${clean(proposal.question)} Number:`)) - 1]
      if (chosen === undefined) return proposal
      more = { skill: chosen.name }
    } else if (proposal.kind === 'none' && proposal.canWrite && isAsking() && (await askYes('No skill here does this. Shall the model write one, as a draft?'))) more = { write: true }
    else return proposal
  }
}

/** A path in the words is meant from where the person stands. */
function absolutePaths(skill: Skill, { inputs }: Extract<Proposal, { readonly kind: 'picked' | 'missing' }>, given: JsonObject): JsonObject {
  const relative = inputs.filter(({ name, value, from }) => from !== 'default' && !Object.hasOwn(given, name) && skill.inputs[name]?.format === 'path' && typeof value === 'string' && !/^(?:~|\/|[A-Za-z]:)/.test(value))
  return Object.fromEntries(relative.map(({ name, value }) => [name, resolve(String(value))]))
}

function skillOf(node: NodeWorld, text: string): Skill {
  const { skill } = node.shelf.load(text)
  if (skill === undefined) throw new ChelaError('unknown-skill', 'The skill was changed just now.', { help: 'Ask again.' })
  return skill
}

async function goOn(call: Call<AskOptions>, node: NodeWorld, proposal: Picked): Promise<ExitCode> {
  const { output, options } = call
  const { skill: picked, contract } = proposal
  showProposal(proposal, output)
  const loaded = node.shelf.load(picked.text)
  const input = Object.fromEntries(proposal.inputs.map(({ name, value }) => [name, value]))
  const open: OpenRun = { node, found: { path: picked.id, text: picked.text, loaded, skill: skillOf(node, picked.text), hash: picked.hash }, text: { name: picked.name, text: picked.text, hash: picked.hash }, input }
  if (options.rehearse === true) {
    const rehearsal = await rehearsalOf(open, readAnswers(options.answer ?? []), contract)
    showRehearsal(rehearsal, output)
    output.data({ proposal, rehearsal: rehearsalData(rehearsal) })
    return rehearsal.outcome === 'paused' || rehearsal.outcome === 'waiting' ? exitCodes.waiting : exitCodes[rehearsal.outcome]
  }
  if (options.run !== true && !isAsking()) {
    const words = wordsWithout(call.words, ['--json'])
    output.line(`Nothing was run. See what it would do: ${commandWords('ask', [...words, '--rehearse'])}`)
    output.line(`Run it: ${commandWords('ask', [...words, '--run'])}`)
    tellEgress(node, output)
    output.data(proposal)
    return exitCodes.done
  }
  await acceptTexts(open, call, 'ask')
  if (options.run !== true && !(await askYes('Run it?'))) return exitCodes.stopped
  const driven = await driveRun(call, (onEntry) => new Runner(node.world).start({ skill: open.text, input, contract, intent: { words: contract.words }, onEntry }))
  return tellEnd(node, driven, call)
}

/** Tells what is still open, or what was written. */
function tellOther(call: Call<AskOptions>, node: NodeWorld, proposal: Exclude<Proposal, Picked>): ExitCode {
  const { output } = call
  const words = wordsWithout(call.words, ['--json', '--write'])
  const others = (list: readonly { readonly name: string; readonly title: string }[]): void => {
    for (const { name, title } of list) output.line(`  ${clean(title)}: ${commandWords('ask', [...words, '--skill', name])}`)
  }
  output.data(proposal)
  tellEgress(node, output)
  if (proposal.kind === 'written') {
    output.line(clean(proposal.id === null ? 'The model wrote a skill that has faults; it was not kept:' : `The model wrote a skill; it is kept as the draft ${proposal.id}. Read it before you accept it.`))
    for (const fault of proposal.faults) output.line(`  ${clean(fault)}`)
    for (const line of proposal.text.split('\n')) output.line(clean(line))
    for (const line of proposal.may) output.line(clean(line))
    if (proposal.would.length > 0) output.line('With example values it would:')
    for (const line of proposal.would) output.line(`  ${clean(line)}`)
    if (proposal.id !== null) output.line(`Use it: ${commandWords('ask', [...words, '--skill', proposal.id.slice(proposal.id.lastIndexOf('/') + 1)])}`)
    return proposal.id === null ? exitCodes.faults : exitCodes.done
  }
  tellModel(proposal, output)
  if (proposal.kind === 'missing') {
    output.line(`${clean(proposal.question)} Say it with: ${commandWords('ask', [...words, '--input', `${proposal.field}=…`])}`)
    return exitCodes.usage
  }
  output.line(clean(proposal.kind === 'which' ? proposal.question : proposal.because))
  others(proposal.kind === 'which' ? proposal.candidates : proposal.others)
  if (proposal.kind === 'none' && proposal.canWrite) output.line(`Let the model write one: ${commandWords('ask', [...words, '--write'])}`)
  return proposal.kind === 'which' ? exitCodes.usage : exitCodes.failed
}
