import type { Decision, DeedCard } from '../terms/decision.ts'
import type { Deed } from '../terms/effect.ts'
import { hashDeed } from '../terms/hash.ts'
import type { Json, JsonObject } from '../terms/json.ts'
import type { Label, Labels } from '../terms/label.ts'
import type { Tool } from '../terms/tool.ts'
import { asksEachTime } from './grant-from.ts'
import { quote, visible } from './quote.ts'

/** Longest sentence that a tool may say about its deed, in UTF-16 units. */
const longestWords = 400

const fromSkill: readonly Label[] = [{ trust: 'skill', source: 'the skill text' }]

/**
 * Gives what a person is shown before a deed: its words, its exact arguments, where each of them came from, and the
 * hash that a yes is bound to.
 *
 * The words are the tool's own, with hidden characters made visible; a tool that can not say them is quoted by its
 * arguments. A tool that only reads counts as undoable: it leaves nothing to undo.
 */
export function deedCard(deed: Deed, tool: Tool, decision: Decision): DeedCard {
  return {
    tool: deed.tool,
    words: deedWords(deed.input, tool),
    input: deed.input,
    hash: hashDeed(deed.tool, deed.input),
    origins: Object.keys(deed.input).map((argument) => ({ argument, value: deed.input[argument] as Json, from: originOf(deed, argument) })),
    led: deed.because,
    undoable: tool.class === 'read' || tool.undo !== undefined,
    because: decision.because,
    ...(asksEachTime(decision) && { onlyOnce: true }),
  }
}

/** Gives a deed in the words of its tool, visible and cut; of a tool that can not say them, in its title and arguments. */
export function deedWords(input: JsonObject, tool: Tool): string {
  const words = said(input, tool)
  if (words === undefined) return `${visible(tool.title)}: ${listed(input)}`
  const cut = words.length <= longestWords ? words : `${words.slice(0, longestWords)}…`
  return visible(cut)
}

/* A foreign tool may throw or give no text; the card must be shown all the same. */
function said(input: JsonObject, tool: Tool): string | undefined {
  try {
    const words: unknown = tool.describe(input)
    return typeof words === 'string' && words.trim() !== '' ? words : undefined
  } catch {
    return undefined
  }
}

function listed(input: JsonObject): string {
  const shown = Object.keys(input).slice(0, 6).map((argument) => `${visible(argument)} ${quote(input[argument])}`)
  return shown.length === 0 ? 'no arguments' : shown.join(', ')
}

function originOf(deed: Deed, argument: string): Labels {
  const labels = Object.hasOwn(deed.origins, argument) ? (deed.origins[argument] as Labels) : []
  return labels.length === 0 ? fromSkill : labels
}
