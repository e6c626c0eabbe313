import type { JsonSchema } from '../terms/json.ts'
import type { ControlKind, PersonalKind, Tool, ToolClass } from '../terms/tool.ts'

/** All of a tool that is data: enough to check, report and draw skills where its code is not. */
export interface ToolFacts {
  readonly name: string
  readonly title: string
  readonly description: string
  readonly input: JsonSchema
  readonly output: JsonSchema
  readonly class: ToolClass
  readonly control: { readonly [argument: string]: ControlKind }
  readonly oneOf: readonly (readonly string[])[]
  readonly network: true | readonly string[]
  readonly untrusted: true | readonly string[]
  readonly errors: { readonly [code: string]: string }
  readonly idempotent: boolean
  readonly personal: PersonalKind | null
  readonly timeout: number
  readonly hosts: readonly ('node' | 'browser')[]
  readonly evidence: { readonly name: string; readonly args: readonly string[]; readonly value: string } | null
  readonly undoes: boolean
  readonly checks: boolean
}

/** Gives the facts of a tool. */
export function toolFacts(tool: Tool): ToolFacts {
  const { name, title, description, input, output, control, oneOf, network, untrusted, errors, idempotent, timeout, hosts } = tool
  return { name, title, description, input, output, class: tool.class, control, oneOf, network, untrusted, errors, idempotent, timeout, hosts, personal: tool.personal ?? null, evidence: tool.evidence ?? null, undoes: tool.undo !== undefined, checks: tool.check !== undefined }
}

/** Gives a tool that can be checked and reported on but not called: its code is elsewhere. */
export function toolOfFacts({ undoes, checks, personal, evidence, ...facts }: ToolFacts): Tool {
  return {
    ...facts,
    personal: personal ?? undefined,
    evidence: evidence ?? undefined,
    rehearse: undefined,
    describe: () => facts.title,
    perform: async () => {
      throw new Error(`The code of ${facts.name} is not here.`)
    },
    ...(undoes && { undo: () => undefined }),
    ...(checks && { check: async () => ({ happened: false }) }),
  }
}
