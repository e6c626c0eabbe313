import type { FileSystem } from '../terms/ports.ts'
import type { Json, JsonObject } from '../terms/json.ts'
import type { Tool } from '../terms/tool.ts'

/** Whether some argument of a tool is a path. */
export function takesPaths({ control }: Tool): boolean {
  for (const argument in control) if (control[argument] === 'path') return true
  return false
}

/** Gives the arguments with every path made canonical: absolute, `~` expanded, links resolved. The gate and the tool see the same. */
export async function canonicalInput(files: FileSystem, tool: Tool, input: JsonObject): Promise<JsonObject> {
  let result: Record<string, Json> | undefined
  for (const argument in tool.control) {
    if (tool.control[argument] !== 'path') continue
    const value = input[argument]
    const canonical = await canonicalPath(files, value)
    if (canonical === value) continue
    result ??= { ...input }
    result[argument] = canonical as Json
  }
  return result ?? input
}

async function canonicalPath(files: FileSystem, value: Json | undefined): Promise<Json | undefined> {
  if (typeof value === 'string') return files.canonical(value)
  if (!Array.isArray(value)) return value
  return Promise.all(value.map((one: Json) => (typeof one === 'string' ? files.canonical(one) : one)))
}
