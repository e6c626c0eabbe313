import type { Json, JsonObject, JsonSchema } from './json.ts'
import type { ToolPorts } from './ports.ts'
import type { Reversal } from './reversal.ts'

export type { Reversal }

/** What a control argument names; the kind decides how a bound in `uses:` is matched. */
export type ControlKind = 'path' | 'host' | 'address' | 'id'

/** `read` looks; `reversible` changes what can be undone; `sensitive` changes what can not, or reaches other people. */
export type ToolClass = 'read' | 'reversible' | 'sensitive'

/** Kinds of reading that need a grant the first time. */
export type PersonalKind = 'contacts' | 'messages' | 'calendar' | 'location' | 'microphone' | 'camera'

/** What a tool may use while it works. Nothing else of the engine reaches it. */
export interface ToolCall {
  readonly signal: AbortSignal
  /** Milliseconds since 1970. */
  readonly deadline: number
  /** The same for every try of the same deed: `run:sequence`. */
  readonly key: string
  readonly ports: ToolPorts
  /** What `prepare` gave, as journaled. */
  readonly before: Json
}

/**
 * Something a machine can do, as data and five functions. A third party adds a tool with one file that exports the
 * result of `defineTool`.
 */
export interface Tool {
  /** `area.verb`, such as `file.move`. */
  readonly name: string
  readonly title: string
  readonly description: string
  /** An object schema. */
  readonly input: JsonSchema
  readonly output: JsonSchema
  readonly class: ToolClass
  /** The arguments that say who, where or which. `path` arguments arrive in canonical form (absolute, links resolved). */
  readonly control: { readonly [argument: string]: ControlKind }
  /** Groups of control arguments that stand for one another: of each group a call gives exactly one. */
  readonly oneOf: readonly (readonly string[])[]
  /** When it reaches over the network: `true`: always; else when one of these arguments is given. */
  readonly network: true | readonly string[]
  /** Output paths that hold text written by others; `true`: all of it. */
  readonly untrusted: true | readonly string[]
  /** Output paths that hold private values, such as names and numbers of people; they leave for no model that is not local. `true`: all of it. */
  readonly private?: true | readonly string[]
  /** Declared error codes with their meaning. A declared error says: nothing was changed. */
  readonly errors: { readonly [code: string]: string }
  /** Doing it twice with the same key is the same as once. */
  readonly idempotent: boolean
  readonly personal: PersonalKind | undefined
  /** Milliseconds; the default is 30 000. */
  readonly timeout: number
  readonly hosts: readonly ('node' | 'browser')[]
  /** Lets `evidence:` call it: `file_exists(path)`. `args` are input names by position, `value` the output field given back. Reads only. */
  readonly evidence: { readonly name: string; readonly args: readonly string[]; readonly value: string } | undefined
  /**
   * How a rehearsal gets an answer. `overlay`: perform runs for real on ports whose changes are only remembered;
   * a function predicts the answer; `undefined`: reads are performed, changes answer an example of the output schema.
   */
  readonly rehearse: 'overlay' | ((input: JsonObject) => Json) | undefined
  /** Gives the deed in words: "move a.jpg to Pictures". */
  describe(input: JsonObject): string
  /** Looks at the world just before; what it gives is journaled with the call and handed to perform, check and undo. */
  prepare?(input: JsonObject, call: ToolCall): Promise<Json>
  perform(input: JsonObject, call: ToolCall): Promise<Json>
  /** Tells after a crash whether the deed took place, and what it answered. */
  check?(input: JsonObject, call: ToolCall): Promise<{ readonly happened: boolean; readonly output?: Json }>
  /** Gives the call that reverses the deed; `nothing`: it changed nothing; `undefined`: this one can not be undone. */
  undo?(input: JsonObject, output: Json, before: Json): Reversal | 'nothing' | undefined
}

/** Thrown by a tool for an error it declares: the deed did not take place. */
export class ToolError extends Error {
  readonly code: string
  readonly facts: JsonObject

  constructor(code: string, message: string, facts: JsonObject = {}) {
    super(message)
    this.name = 'ToolError'
    this.code = code
    this.facts = facts
  }
}
