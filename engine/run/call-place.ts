import type { Json, JsonObject } from '../terms/json.ts'
import type { ToolPorts } from '../terms/ports.ts'

/** One try of a tool call, as it stands in the journal. */
export interface CallPlace {
  readonly sequence: number
  readonly input: JsonObject
  readonly before: Json
  readonly key: string
  readonly timeout: number
  readonly ports: ToolPorts
}
