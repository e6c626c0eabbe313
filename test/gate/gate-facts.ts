import { makeCeiling } from '../../engine/gate/ceiling.ts'
import type { GateFacts } from '../../engine/gate/decide.ts'
import { noPolicy, type Grant, type PolicyRule } from '../../engine/gate/policy.ts'
import type { Bounds } from '../../engine/terms/contract.ts'
import type { Deed } from '../../engine/terms/effect.ts'
import { hashDeed, hashText } from '../../engine/terms/hash.ts'
import type { JsonObject } from '../../engine/terms/json.ts'
import type { Label, Labels } from '../../engine/terms/label.ts'
import type { Tool } from '../../engine/terms/tool.ts'

export const skillHash = hashText('the skill text')
export const person: Label = { trust: 'person', source: 'the input "folder"' }
export const foreign: Label = { trust: 'untrusted', source: 'what file.read gave in "look"' }

/** A tool that moves files, unless told otherwise. */
export function someTool(parts: Partial<Tool> = {}): Tool {
  return {
    name: 'file.move',
    title: 'Move a file',
    description: '',
    input: { type: 'object' },
    output: {},
    class: 'reversible',
    control: { from: 'path', to: 'path' },
    oneOf: [],
    network: [],
    untrusted: [],
    errors: {},
    idempotent: false,
    personal: undefined,
    timeout: 30_000,
    hosts: ['node'],
    evidence: undefined,
    rehearse: undefined,
    describe: (input) => `move ${String(input.from)} to ${String(input.to)}`,
    perform: () => Promise.resolve(null),
    undo: () => undefined,
    ...parts,
  }
}

export const listTool = someTool({ name: 'file.list', class: 'read', control: { folder: 'path' } })
export const trashTool = someTool({ name: 'file.trash', control: { path: 'path' } })
export const sendTool = someTool({ name: 'mail.send', class: 'sensitive', input: { type: 'object', properties: { to: {} }, required: ['to'] }, control: { to: 'address' } })
export const contactsTool = someTool({ name: 'contacts.find', class: 'read', control: {}, personal: 'contacts' })

export function someDeed(tool: Tool, input: JsonObject, origins: { [argument: string]: Labels } = {}, because: Labels = []): Deed {
  return { tool: tool.name, input, origins, because }
}

export const moveInput = { from: '/home/a/Downloads/x.pdf', to: '/home/a/Downloads/pdf/x.pdf' }

/** Facts in which an accepted skill may use the tool inside the bounds, and nobody has said anything yet. */
export function someFacts(tool: Tool, deed: Deed, parts: Partial<GateFacts> & { readonly bounds?: Bounds } = {}): GateFacts {
  const { bounds = {}, ...rest } = parts
  return {
    tool,
    alwaysAsk: undefined,
    ceilings: [makeCeiling('tidy', [{ kind: 'tool', name: tool.name, bounds }])],
    contract: undefined,
    policy: noPolicy,
    skill: { name: 'tidy', hash: skillHash },
    accepted: true,
    grants: [],
    approved: () => false,
    hash: () => hashDeed(deed.tool, deed.input),
    run: 'run-1',
    now: 1_000,
    ...rest,
  }
}

export function someRule(parts: Partial<PolicyRule>): PolicyRule {
  return { answer: 'allow', tool: '*', skill: undefined, with: {}, because: undefined, until: undefined, ...parts }
}

export function someGrant(parts: Partial<Grant>): Grant {
  return { span: 'always', run: undefined, tool: 'file.move', skill: skillHash, with: {}, deed: undefined, choices: false, given: 0, until: undefined, revoked: false, ...parts }
}
