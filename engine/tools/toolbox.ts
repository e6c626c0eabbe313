import { ChelaError } from '../terms/failure.ts'
import { hashJson } from '../terms/hash.ts'
import type { Json } from '../terms/json.ts'
import type { Tool } from '../terms/tool.ts'
import { looksForbidden } from './never-list.ts'

/** The tools of one engine by name. Never changes. */
export interface Toolbox {
  tool(name: string): Tool | undefined
  /** Sorted. */
  names(): readonly string[]
  /** Sorted by name. */
  all(): readonly Tool[]
  /** Why each call of a tool must be asked about, whatever was granted; `undefined` for most. */
  alwaysAsk(name: string): string | undefined
  /** The read behind a function of `evidence:`. */
  evidence(name: string): Tool | undefined
  /** Changes whenever a name, a schema or a promise of a tool does; not when only its code does. */
  readonly hash: string
}

/**
 * Gives a toolbox of built-in tools and foreign ones. Throws ChelaError for two tools of one name (`duplicate-tool`) or of
 * one evidence function, and for a built-in of a kind that is never offered (`forbidden-tool`); a foreign one is marked.
 */
export function createToolbox(builtin: readonly Tool[], foreign: readonly Tool[] = []): Toolbox {
  const tools = new Map<string, Tool>()
  const marks = new Map<string, string>()
  const evidence = new Map<string, string>()
  for (const tool of builtin) {
    const reason = looksForbidden(tool)
    if (reason !== undefined) {
      throw new ChelaError('forbidden-tool', `The tool "${tool.name}" can not be built in. ${reason}`, {
        help: 'Register it as a foreign tool, so that every call of it is asked about, or name it after what it does.',
        facts: { tool: tool.name },
      })
    }
  }
  for (const tool of [...builtin, ...foreign]) {
    if (tools.has(tool.name)) throw duplicate(`Two tools are named "${tool.name}".`, tool)
    tools.set(tool.name, tool)
    const other = tool.evidence === undefined ? undefined : evidence.get(tool.evidence.name)
    if (other !== undefined) throw duplicate(`"${other}" and "${tool.name}" both offer the evidence function "${tool.evidence?.name}".`, tool)
    if (tool.evidence !== undefined) evidence.set(tool.evidence.name, tool.name)
  }
  for (const tool of foreign) {
    const reason = looksForbidden(tool)
    if (reason !== undefined) marks.set(tool.name, reason)
  }
  const names = [...tools.keys()].sort()
  const all = names.flatMap((name) => tools.get(name) ?? [])
  let hash: string | undefined
  return {
    tool: (name) => tools.get(name),
    names: () => names,
    all: () => all,
    alwaysAsk: (name) => marks.get(name),
    evidence: (name) => tools.get(evidence.get(name) ?? ''),
    get hash() {
      return (hash ??= hashJson(all.map(promisesOf)))
    },
  }
}

function duplicate(message: string, tool: Tool): ChelaError {
  return new ChelaError('duplicate-tool', message, { help: 'Rename one of them, or register only one.', facts: { tool: tool.name } })
}

function promisesOf(tool: Tool): Json {
  const { name, title, description, input, output, control, oneOf, network, untrusted, errors, idempotent, timeout, hosts } = tool
  return {
    name, title, description, control, oneOf, network, untrusted, errors, idempotent, timeout, hosts,
    input: input as Json,
    output: output as Json,
    class: tool.class,
    personal: tool.personal ?? null,
    evidence: tool.evidence ?? null,
    rehearse: tool.rehearse === 'overlay' ? 'overlay' : tool.rehearse === undefined ? null : 'function',
    undo: tool.undo !== undefined,
    check: tool.check !== undefined,
  }
}
