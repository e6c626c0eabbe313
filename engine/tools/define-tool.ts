import type { Json, JsonObject, JsonSchema } from '../terms/json.ts'
import type { ControlKind, PersonalKind, Reversal, Tool, ToolCall, ToolClass } from '../terms/tool.ts'
import { checkTool } from './check-tool.ts'
import { quoted } from './in-words.ts'
import type { InputOf } from './input-of.ts'

/** What a tool gets while it works; `before` is what its own `prepare` gave. */
export type CallWith<Before> = Omit<ToolCall, 'before'> & { readonly before: Before }

/**
 * What the author of a tool writes; what may be left out is marked. The types of the arguments follow from the schema
 * `input`, or from what `perform` declares for its first argument.
 */
export interface ToolDefinition<Schema extends JsonSchema, Input extends object, Output, Before> {
  readonly name: string
  readonly title: string
  readonly description: string
  readonly input: Schema
  readonly output: JsonSchema
  readonly class: ToolClass
  readonly control?: { readonly [argument: string]: ControlKind }
  readonly oneOf?: readonly (readonly string[])[]
  readonly network?: true | readonly string[]
  readonly untrusted?: true | readonly string[]
  readonly private?: true | readonly string[]
  readonly errors?: { readonly [code: string]: string }
  readonly idempotent?: boolean
  readonly personal?: PersonalKind
  readonly timeout?: number
  readonly hosts?: readonly ('node' | 'browser')[]
  readonly evidence?: { readonly name: string; readonly args: readonly string[]; readonly value: string }
  readonly rehearse?: 'overlay' | ((input: Input) => NoInfer<Output>)
  describe?(input: Input): string
  prepare?(input: Input, call: ToolCall): Promise<Before>
  perform(input: Input, call: CallWith<Before>): Promise<Output>
  check?(input: Input, call: CallWith<Before>): Promise<{ readonly happened: boolean; readonly output?: NoInfer<Output> }>
  undo?(input: Input, output: NoInfer<Output>, before: Before): Reversal | 'nothing' | undefined
}

/**
 * Gives a tool from its definition, with defaults filled in: timeout 30 s, nothing untrusted, no errors, not idempotent,
 * both hosts, over the network when a host or an address is given, words made of the title and the arguments. Throws ChelaError `bad-tool` for a definition that is wrong.
 */
export function defineTool<const Schema extends JsonSchema, Input extends object = InputOf<Schema>, Output = Json, Before = Json>(
  definition: ToolDefinition<Schema, Input, Output, Before>,
): Tool {
  // The runner validates arguments and answers against the schemas before these functions see them.
  const written = definition as unknown as Partial<Tool> & ToolDefinition<JsonSchema, JsonObject, Json, Json>
  const { prepare, check, undo } = written
  const tool: Tool = {
    name: written.name,
    title: written.title,
    description: written.description,
    input: written.input,
    output: written.output,
    class: written.class,
    control: written.control ?? {},
    oneOf: written.oneOf ?? [],
    network: written.network ?? reaching(written.control ?? {}),
    untrusted: written.untrusted ?? [],
    ...(written.private !== undefined && { private: written.private }),
    errors: written.errors ?? {},
    idempotent: written.idempotent ?? false,
    personal: written.personal,
    timeout: written.timeout ?? 30_000,
    hosts: written.hosts ?? ['node', 'browser'],
    evidence: written.evidence,
    rehearse: written.rehearse,
    describe: (input) => ownWords(written, input) ?? inDefaultWords(written.title, input),
    perform: (input, call) => written.perform(input, call),
    ...(prepare === undefined ? {} : { prepare: (input, call) => prepare.call(written, input, call) }),
    ...(check === undefined ? {} : { check: (input, call) => check.call(written, input, call) }),
    ...(undo === undefined ? {} : { undo: (input, output, before) => undo.call(written, input, output, before) }),
  }
  checkTool(tool, written)
  return Object.freeze(tool)
}

function reaching(control: { readonly [argument: string]: ControlKind }): readonly string[] {
  return Object.keys(control).filter((argument) => control[argument] === 'host' || control[argument] === 'address')
}

/** A describe that breaks must not keep a deed from being shown. */
function ownWords(written: ToolDefinition<JsonSchema, JsonObject, Json, Json>, input: JsonObject): string | undefined {
  try {
    const words = written.describe?.(input)
    return typeof words === 'string' && words !== '' ? words : undefined
  } catch {
    return undefined
  }
}

function inDefaultWords(title: string, input: JsonObject): string {
  const words = Object.entries(input).map(([argument, value]) => `${argument} ${quoted(value)}`)
  return words.length === 0 ? title : `${title}: ${words.join(', ')}`
}
