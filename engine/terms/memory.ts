/* Facts and preferences of the person: what is remembered, and how it came to be known. */
import type { Json } from './json.ts'
import { isUntrusted, type Label, type Labels } from './label.ts'

/**
 * How a fact came to be known. `person`: written down by the person where facts are kept. `run`: a skill stored it; it was
 * `said` by the person in that run, `confirmed` by a yes to this very deed or its rehearsal, or merely `noted` by the skill.
 */
export type FactSource =
  | { readonly kind: 'person' }
  | { readonly kind: 'run'; readonly run: string; readonly skill: string; readonly how: 'said' | 'confirmed' | 'noted' }

export interface FactAbout {
  /** Milliseconds since 1970; null: not known. */
  readonly time: number | null
  readonly source: FactSource
  /** It leaves for no model that is not local: a placeholder stands for it there. */
  readonly private: boolean
  /** Whose text it holds, or which text led to it, where others wrote that; empty otherwise. The mark stays through a yes. */
  readonly foreign: Labels
}

export interface Fact extends FactAbout {
  readonly key: string
  readonly value: Json
}

/** `plain`: anybody who can read where it lies can read it; `locked`: encrypted, and the passphrase was not given yet; `open`: encrypted and at hand. */
export type MemoryProtection = 'plain' | 'locked' | 'open'

export interface MemoryView {
  readonly protection: MemoryProtection
  /** By name. Empty while it is locked. */
  readonly facts: readonly Fact[]
}

/** What is known of a fact when nothing else is said: the person wrote it down. */
export const saidByPerson: FactAbout = { time: null, source: { kind: 'person' }, private: false, foreign: [] }

export const toldLabels: Labels = [{ trust: 'person', source: 'what you told me' }]

/** Gives the labels a fact has when it is read. */
export function factLabels({ key, source, foreign }: Fact): Labels {
  if (isUntrusted(foreign)) return foreign.map(({ trust, source: from }): Label => ({ trust, source: from.endsWith(keptAs(key)) ? from : `${from}${keptAs(key)}` }))
  if (source.kind === 'run' && source.how === 'noted') return [{ trust: 'tool', source: `what the skill "${source.skill}" noted as "${key}"` }]
  return toldLabels
}

/** Whether the person said or confirmed it, and nobody else wrote it. */
export function isOwnWord({ source, foreign }: FactAbout): boolean {
  return !isUntrusted(foreign) && (source.kind === 'person' || source.how !== 'noted')
}

function keptAs(key: string): string {
  return `, kept as the fact "${key}"`
}
