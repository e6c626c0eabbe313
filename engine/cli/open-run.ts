import { openNodeWorld, type NodeWorld } from '../host/open-node-world.ts'
import type { Shelf } from '../host/open-shelf.ts'
import { checkInput } from '../run/check-input.ts'
import type { SkillText } from '../run/world.ts'
import type { JsonObject } from '../terms/json.ts'
import type { Person } from '../terms/ports.ts'
import { shelfFor, type Call, type CommonOptions } from './call.ts'
import { findSkill, type ReadySkill } from './find-skill.ts'
import { clean, type Output } from './output.ts'
import { inputWords, readInputs, type TypedInputs } from './read-inputs.ts'
import { usageError } from './report-fault.ts'
import { unlockForPerson } from './unlock-memory.ts'
import { renderDiagnostic } from '../document/render-diagnostic.ts'

/** A skill with its inputs in an open world, ready to be rehearsed or run. */
export interface OpenRun {
  readonly node: NodeWorld
  readonly found: ReadySkill
  readonly text: SkillText
  readonly input: JsonObject
}

/** Finds the skill, reads its inputs and opens the world. Throws ChelaError before anything is opened where the inputs do not fit. */
export async function openRun(call: Call<TypedInputs>, person?: Person): Promise<OpenRun> {
  const [name, ...rest] = call.args
  if (name === undefined || name.startsWith('-')) throw usageError('The skill comes first.', 'Write, for example: chela run tidy-folder --folder ~/Downloads')
  const shelf = await shelfFor(call, [name])
  const found = findSkill(shelf, name)
  const input = readInputs(found.skill, call.options, rest)
  requireInputs(found, input)
  const node = await openWorld(call, shelf, person)
  const text = { name: found.skill.name, text: found.text, hash: found.hash }
  const checked = checkInput(node.world.machine(found.text), input)
  if ('problem' in checked) {
    await node.close()
    throw usageError(checked.problem, `It takes: ${inputWords(found.skill.inputs).join('; ')}`)
  }
  if (found.text.includes('memory')) await unlockOrClose(node)
  return { node, found, text, input }
}

async function unlockOrClose(node: NodeWorld): Promise<void> {
  try {
    await unlockForPerson(node.memory)
  } catch (error) {
    await node.close()
    throw error
  }
}

/** Opens the world of the person, and tells of faults in the policy. */
export async function openWorld(call: { readonly options: CommonOptions; readonly output: Output }, shelf: Shelf, person?: Person): Promise<NodeWorld> {
  const node = await openNodeWorld({ shelf, ...(person !== undefined && { person }) })
  const { diagnostics, text } = node.policy
  for (const diagnostic of diagnostics) call.output.tell(`${renderDiagnostic(diagnostic, text, shelf.folders.policy)}\n`)
  if (diagnostics.some(({ severity }) => severity === 'error')) call.output.tell('chela: The policy file has faults, so every deed is denied until it is mended.')
  const fault = node.choice.fault()
  if (fault !== undefined) call.output.tell(`chela: No model is connected: ${clean(fault)}`)
  return node
}

function requireInputs({ skill }: ReadySkill, input: JsonObject): void {
  const missing = Object.keys(skill.inputs).filter((name) => skill.inputs[name]?.default === undefined && !Object.hasOwn(input, name))
  if (missing.length === 0) return
  const which = missing.length === 1 ? `the input "${missing[0]}"` : `the inputs ${missing.map((name) => `"${name}"`).join(', ')}`
  throw usageError(`"${skill.name}" needs ${which}.`, `It takes: ${inputWords(skill.inputs).join('; ')}`)
}
