import type { Bounds } from '../terms/contract.ts'
import type { Decision } from '../terms/decision.ts'
import type { Deed } from '../terms/effect.ts'
import { hashDeed } from '../terms/hash.ts'
import type { PersonAnswer } from '../terms/journal.ts'
import type { Json } from '../terms/json.ts'
import { isUntrusted } from '../terms/label.ts'
import type { ControlKind, Tool } from '../terms/tool.ts'
import { fitsOneOf, isReplaced, own } from './match-bound.ts'
import type { Grant } from './policy.ts'
import { alternatives, visible } from './quote.ts'

/** Who was answered, and when. `until`: when an `always` ends by itself. */
export interface GrantCircumstances {
  readonly skill: { readonly hash: string }
  readonly run: string | undefined
  readonly now: number
  readonly until?: number
}

/** Folders nearer to the root than this are not granted as a whole: `/home/a`, `/Users/a`, `C:\Users\a`. */
const shallowest = 3

/**
 * Gives the standing yes that an answer with span `run` or `always` stands for; `undefined` for any other answer.
 *
 * It is as narrow as it can be: the same tool, the same skill text, every control argument bounded to the values that
 * were shown; a path to the folder it lies in where that is deep enough. What can not be bounded that way, a missing
 * control argument or a tool without any, is bound to the hash of this very deed. One that another stands for is not
 * missing: the bound on the other keeps it out.
 */
export function grantFrom(answer: PersonAnswer, deed: Deed, tool: Tool, circumstances: GrantCircumstances): Grant | undefined {
  if (answer.kind !== 'yes' || answer.span === 'once') return undefined
  const bounds = boundsOf(deed, tool)
  return {
    span: answer.span,
    run: answer.span === 'run' ? circumstances.run : undefined,
    tool: deed.tool,
    skill: circumstances.skill.hash,
    with: bounds ?? {},
    deed: bounds === undefined ? hashDeed(deed.tool, deed.input) : undefined,
    choices: isUntrusted(deed.because),
    given: circumstances.now,
    until: circumstances.until,
    revoked: false,
  }
}

/** Tells whether a question is asked each time, whatever was answered before: a yes for longer would be of no use. */
export function asksEachTime(decision: Decision): boolean {
  return decision.rule === 'never' || decision.rule === 'policy'
}

/** Gives a grant in words: "file.move with "to" inside /home/a/Pictures". */
export function grantWords(grant: Grant, tool: Tool | undefined): string {
  if (grant.deed !== undefined) return `${visible(grant.tool)}, exactly as it was shown`
  const parts = Object.keys(grant.with).map((argument) => {
    const kind = tool !== undefined && Object.hasOwn(tool.control, argument) ? tool.control[argument] : undefined
    return `"${visible(argument)}" ${kind === 'path' ? 'inside' : 'being'} ${alternatives((grant.with[argument] ?? []).map(visible))}`
  })
  return `${visible(grant.tool)} with ${parts.join(' and ')}`
}

function boundsOf(deed: Deed, tool: Tool): Bounds | undefined {
  const places: [string, readonly string[]][] = []
  for (const argument of Object.keys(tool.control)) {
    if (isReplaced(tool, argument, deed.input)) continue
    const kind = tool.control[argument] as ControlKind
    const bounds = textsOf(own(deed.input, argument))?.map((text) => (kind === 'path' ? folderOf(text) : text))
    if (bounds === undefined || !fitsOneOf(kind, own(deed.input, argument), bounds)) return undefined
    places.push([argument, [...new Set(bounds)]])
  }
  return places.length === 0 ? undefined : Object.fromEntries(places)
}

function textsOf(value: Json | undefined): readonly string[] | undefined {
  if (typeof value === 'string') return [value]
  if (!Array.isArray(value) || value.length === 0) return undefined
  const texts = value.filter((item: Json): item is string => typeof item === 'string')
  return texts.length === value.length ? texts : undefined
}

/* The folder above, or the path itself where that folder would be a whole home or disk. */
function folderOf(path: string): string {
  const bare = path.replace(/[/\\]+$/, '')
  const separator = path.startsWith('/') ? '/' : '\\'
  const folder = bare.slice(0, Math.max(0, bare.replaceAll('/', separator).lastIndexOf(separator)))
  const depth = folder.split(separator).filter((segment) => segment !== '' && !/^[A-Za-z]:$/.test(segment)).length
  return depth >= shallowest ? folder : path
}
