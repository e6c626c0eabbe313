/* What a desk is put together from. On a machine these are files and SQLite, in a page IndexedDB: the desk knows neither. */
import type { ReportWorld } from '../check/confirm-ways.ts'
import type { Grant, Policy } from '../gate/policy.ts'
import type { LoadedSkill } from '../load-skill.ts'
import type { World } from '../run/world.ts'
import type { AcceptedText } from '../terms/accepted-text.ts'
import type { EgressEntry } from '../terms/egress.ts'
import type { ModelView, WantedSettings } from '../terms/model-settings.ts'
import type { Model, ProtectedMemory, RunStore, ToolPorts } from '../terms/ports.ts'
import type { SkillStore } from '../terms/skill-store.ts'
import type { Toolbox } from '../tools/toolbox.ts'
import type { DeskFacts } from './desk.ts'

/** How texts are read and checked here, with the other skills that are here. */
export interface DeskShelf {
  /** The result may be kept by text; `renew` forgets what no longer holds. */
  load(text: string): LoadedSkill
  readonly reportWorld: ReportWorld
  /** Looks anew at which skills are here, since a file may have changed by another hand. */
  renew(): void | Promise<void>
}

/** What the person decided beforehand. The getters give what `renew` read last, or what was changed through this since. */
export interface DeskDecisions {
  policy(): Policy
  grants(): readonly Grant[]
  /** In the order they were accepted. */
  accepted(): readonly AcceptedText[]
  accept(texts: readonly AcceptedText[]): void | Promise<void>
  /** Forgets that the text of this hash was accepted. */
  unaccept(hash: string): void | Promise<void>
  keepGrant(grant: Grant): void | Promise<void>
  /** Forgets one of `grants`. */
  revokeGrant(grant: Grant): void | Promise<void>
  /** Reads what may have been changed by another hand. Throws ChelaError where it can not be read: nothing runs then. */
  renew(): void | Promise<void>
}

/** A text that the person writes, such as the policy. An empty one stands for none. */
export interface KeptText {
  read(): string | Promise<string>
  /** Writes `text` if the hash of what stands there is still `base`, else gives what stands there. */
  write(text: string, base: string): { readonly written: true } | { readonly conflict: string } | Promise<{ readonly written: true } | { readonly conflict: string }>
}

/** Which model is asked. Only a desk on a machine has one: a page holds no key. */
export interface DeskModels {
  /** The model to ask now; undefined: none. */
  model(): Model | undefined
  view(): ModelView
  /** Throws ChelaError `bad-model` or `bad-key`. */
  choose(wanted: WantedSettings, key?: string): unknown
  forget(): void
  /** Finds out what the model can do, and keeps it. Throws ModelError. */
  probe(signal: AbortSignal): Promise<unknown>
  readonly egress: { readonly keeps: boolean; list(limit?: number): readonly EgressEntry[]; keep(on: boolean): void }
}

/** Ports and a journal that are thrown away after one use. */
export interface FreshPorts {
  readonly ports: ToolPorts
  readonly store: RunStore
}

export interface DeskParts {
  readonly facts: () => DeskFacts
  /** What runs meet. Who is asked, the policy, grants and accepted texts are those of the desk. */
  readonly world: Omit<World, 'person' | 'policy' | 'grants' | 'accepted' | 'keepGrant'>
  readonly toolbox: Toolbox
  readonly shelf: DeskShelf
  readonly skills: SkillStore
  readonly decisions: DeskDecisions
  readonly policy: KeptText
  /** Words of the person that stand for one another when a skill is looked for. */
  readonly synonyms: KeptText
  readonly models?: DeskModels
  /** What is remembered of the person; left out where nothing outlives a run. */
  readonly memory?: ProtectedMemory
  /** Ports that touch nothing, for a test. */
  readonly quiet: () => FreshPorts
  /** Ports that read for real and only remember changes, for a rehearsal. */
  readonly rehearsal: () => FreshPorts | Promise<FreshPorts>
}
