/* Puts the desk of a person on this machine together: their world, their folder of skills, their decisions. */
import { FolderSkillStore } from '../adapters/folder-skill-store.ts'
import { MemoryRunStore } from '../adapters/memory-run-store.ts'
import type { DeskFacts } from '../desk/desk.ts'
import type { DeskModels } from '../desk/desk-parts.ts'
import { openDesk, type OpenDesk } from '../desk/open-desk.ts'
import { positionAt } from '../terms/position.ts'
import { nodeKeptText } from './kept-text.ts'
import { nodeDecisions, type NodeDecisions } from './node-decisions.ts'
import { modelWords } from './open-model.ts'
import { openNodeWorld, type NodeWorld, type NodeWorldOptions } from './open-node-world.ts'
import { shippedSkills } from './package-folder.ts'
import { quietPorts } from './quiet-ports.ts'
import { rehearsalPorts } from './rehearsal-ports.ts'

export interface NodeDeskOptions extends Omit<NodeWorldOptions, 'person'> {
  readonly version: string
  /** How the model that is connected is called. */
  readonly modelName?: string
}

export interface NodeDesk {
  readonly desk: OpenDesk
  readonly node: NodeWorld
  /** Lets go of the runs at work and closes what was opened. */
  close(): Promise<void>
}

/** Opens the desk of a person on this machine. Throws ChelaError where the world can not be opened. */
export async function openNodeDesk(options: NodeDeskOptions): Promise<NodeDesk> {
  const node = await openNodeWorld(options)
  try {
    const { world, shelf } = node
    const decisions = nodeDecisions(node)
    const desk = await openDesk({
      facts: () => factsOf(node, decisions, options),
      world,
      toolbox: shelf.toolbox,
      shelf,
      skills: new FolderSkillStore(shelf.folders.skills, shippedSkills),
      decisions,
      policy: nodeKeptText(shelf.folders.policy, 'policy-not-read'),
      synonyms: nodeKeptText(shelf.folders.synonyms, 'synonyms-not-read'),
      models: modelsOf(node),
      memory: node.memory,
      quiet: () => ({ store: new MemoryRunStore(), ports: quietPorts(world.clock) }),
      rehearsal: () => rehearsalPorts(node),
    })
    return { desk, node, close: async () => (await desk.close(), await node.close()) }
  } catch (error) {
    await node.close()
    throw error
  }
}

/** The model as it is chosen at the moment of each question; one that was handed in stays. */
function modelsOf({ choice, model }: NodeWorld): DeskModels {
  return { model, egress: choice.egress, view: () => choice.view(), choose: (wanted, key) => choice.choose(wanted, key), forget: () => choice.forget(), probe: (signal) => choice.probe(signal) }
}

function factsOf({ shelf, policy, choice }: NodeWorld, decisions: NodeDecisions, { version, model, modelName }: NodeDeskOptions): DeskFacts {
  const now = decisions.read()
  const wrong = now.diagnostics.find(({ severity }) => severity === 'error')
  const { line } = positionAt(now.text, wrong?.range.start ?? 0)
  const hosts = (of: typeof now): string => JSON.stringify(of.policy.privateHosts ?? [])
  const faults = [
    ...shelf.toolFaults.map(({ problem, help }) => `${problem} ${help}`),
    ...(wrong === undefined ? [] : [`The policy file has a fault in line ${line}, so every deed is denied until it is mended: ${wrong.message}`]),
    ...(hosts(now) === hosts(policy) ? [] : ['The private hosts of the policy were changed; they hold when Chela is started again.']),
  ]
  const fault = choice.fault()
  const settings = fault === undefined ? choice.chosen()?.settings : undefined
  const chosen = settings === undefined ? null : modelWords(settings)
  return { place: 'machine', version, model: model === undefined ? chosen : (modelName ?? 'connected'), faults: fault === undefined ? faults : [...faults, `No model is connected: ${fault}`] }
}
