import type { Json, JsonObject } from './json.ts'
import type { Label } from './label.ts'

/** Which part of the gate decided; the order is the order it looks in. */
export type GateRule = 'never' | 'ceiling' | 'contract' | 'policy' | 'approval' | 'labels' | 'class' | 'personal' | 'test'

/** The answer of the gate: may this deed happen? `because` is a sentence a person reads. */
export interface Decision {
  readonly answer: 'allow' | 'ask' | 'deny'
  readonly rule: GateRule
  readonly because: string
}

/** What a person is shown before a deed: the exact deed, in words and as data, with the origin of each value. */
export interface DeedCard {
  readonly tool: string
  readonly words: string
  readonly input: JsonObject
  /** SHA-256 of tool and arguments; the approval holds for this and nothing else. */
  readonly hash: string
  readonly origins: readonly { readonly argument: string; readonly value: Json; readonly from: readonly Label[] }[]
  /** Untrusted content that decided whether this is done at all. */
  readonly led: readonly Label[]
  readonly undoable: boolean
  readonly because: string
  /** A rule, or the kind of the tool, asks each time: a yes holds for this deed only. */
  readonly onlyOnce?: true
}

/** How long a yes holds. `once`: this deed; `run`: the same tool inside the same bounds in this run; `always`: kept in the grants file. */
export type GrantSpan = 'once' | 'run' | 'always'
