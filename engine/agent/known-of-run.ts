import type { Entry } from '../terms/journal.ts'
import type { Json, JsonObject } from '../terms/json.ts'
import type { Tool } from '../terms/tool.ts'
import { knownOfValue } from './known-of-memory.ts'
import type { KnownPrivate } from './known-values.ts'

/** Gives what tools of a run marked as private in their answers, wherever else it stands by now. Pure. */
export function knownOfRun(entries: readonly Entry[], tool: (name: string) => Pick<Tool, 'private'> | undefined): readonly KnownPrivate[] {
  const tools = new Map<number, string>()
  const known: KnownPrivate[] = []
  for (const entry of entries) {
    if (entry.kind === 'tool-called') tools.set(entry.sequence, entry.tool)
    if ((entry.kind !== 'tool-answered' && entry.kind !== 'answer-late') || entry.output === undefined) continue
    const marked = tool(tools.get(entry.call) ?? '')?.private ?? []
    const values = marked === true ? [entry.output] : marked.flatMap((path) => valuesAt(entry.output as Json, path.split('.')).map((value) => namesIn(path, value)))
    for (const value of values) known.push(...knownOfValue(value))
  }
  return known
}

/** What names a person is hidden word by word; the mail addresses beside it are found by their look. */
function namesIn(path: string, value: Json): Json {
  if (!/(?:^|\.)(?:names?|given|family|from|to|cc|reply_to|organizer)$/.test(path)) return value
  const texts = (Array.isArray(value) ? (value as readonly Json[]) : [value]).filter((one) => typeof one === 'string')
  return { names: texts.flatMap((text) => text.replace(/\S*@\S*/g, ' ').split(/[,;<>"]/)).filter((name) => name.trim() !== '') }
}

function valuesAt(value: Json, [step, ...rest]: readonly string[]): readonly Json[] {
  if (step === undefined) return [value]
  if (value === null || typeof value !== 'object') return []
  if (step === '*') return Object.values(value as JsonObject).flatMap((inner) => valuesAt(inner, rest))
  return Object.hasOwn(value, step) ? valuesAt((value as JsonObject)[step] as Json, rest) : []
}
