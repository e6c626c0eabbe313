import { Ajv } from 'ajv'
import { VolatileMemoryStore } from '../../engine/adapters/volatile-memory-store.ts'
import { hashOfBytes } from '../../engine/tools/builtin/file/file-content.ts'
import { builtinTools } from '../../engine/tools/builtin/builtin-tools.ts'
import { createToolbox } from '../../engine/tools/toolbox.ts'
import type { Json, JsonObject } from '../../engine/terms/json.ts'
import type { FileSystem, ToolPorts } from '../../engine/terms/ports.ts'
import type { Reversal, Tool, ToolCall } from '../../engine/terms/tool.ts'

export const toolbox = createToolbox(builtinTools)

/** Gives the ports of a tool call around some files; the rest lives in memory. */
export function portsOf(files: FileSystem): ToolPorts & { readonly shown: string[] } {
  const blobs = new Map<string, Uint8Array>()
  const shown: string[] = []
  return {
    shown,
    files,
    clock: { now: () => Date.UTC(2026, 5, 1), at: () => () => undefined },
    memory: new VolatileMemoryStore(),
    blobs: {
      put: async (bytes) => {
        const hash = hashOfBytes(bytes)
        blobs.set(hash, bytes.slice())
        return hash
      },
      get: async (hash) => blobs.get(hash),
    },
    notify: async (title, text) => void shown.push(`${title}: ${text}`),
  }
}

export interface Done {
  readonly tool: Tool
  readonly input: JsonObject
  readonly before: Json
  readonly output: Json
}

let calls = 0

export function callOf(ports: ToolPorts, before: Json, key = `run:${++calls}`): ToolCall {
  return { ports, before, key, signal: new AbortController().signal, deadline: Date.UTC(2100, 0, 1) }
}

export function toolNamed(name: string): Tool {
  const tool = toolbox.tool(name)
  if (tool === undefined) throw new Error(`No tool ${name}`)
  return tool
}

/** Prepares and performs, as the runner does; what `prepare` gives must survive the journal. */
export async function doTool(name: string, input: JsonObject, ports: ToolPorts): Promise<Done> {
  const tool = toolNamed(name)
  const key = `run:${++calls}`
  requireFit(tool, 'input', input)
  const before = journaled((await tool.prepare?.(input, callOf(ports, null, key))) ?? null)
  const output = journaled(await tool.perform(input, callOf(ports, before, key)))
  requireFit(tool, 'output', output)
  return { tool, input, before, output }
}

const ajv = new Ajv({ strict: false, validateFormats: false })

/** The runner refuses arguments and answers that do not fit their schema; so does this. */
function requireFit(tool: Tool, side: 'input' | 'output', value: Json): void {
  const fits = ajv.compile(tool[side])
  if (!fits(value)) throw new Error(`The ${side} of ${tool.name} does not fit: ${ajv.errorsText(fits.errors)} in ${JSON.stringify(value)}`)
}

export function reversalOf(done: Done): Reversal | undefined {
  const reversal = done.tool.undo?.(done.input, done.output, done.before)
  return reversal === 'nothing' ? undefined : reversal
}

/** Does what reverses a deed; `undefined` when it has nothing to reverse. */
export async function undoTool(done: Done, ports: ToolPorts): Promise<Done | undefined> {
  const reversal = reversalOf(done)
  return reversal === undefined ? undefined : doTool(reversal.tool, reversal.input, ports)
}

export function journaled(value: Json): Json {
  return JSON.parse(JSON.stringify(value)) as Json
}
