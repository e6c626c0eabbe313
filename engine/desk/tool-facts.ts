import type { Tool } from '../terms/tool.ts'

/** What is data in every tool. */
type PlainFacts = Pick<Tool, 'name' | 'title' | 'description' | 'input' | 'output' | 'class' | 'control' | 'oneOf' | 'network' | 'untrusted' | 'errors' | 'idempotent' | 'timeout' | 'hosts'>

/** All of a tool that is data: enough to check, report and draw skills where its code is not. It is JSON. */
export interface ToolFacts extends PlainFacts {
  readonly personal: NonNullable<Tool['personal']> | null
  readonly evidence: NonNullable<Tool['evidence']> | null
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
