/* What comes of a sentence: shown to the person before anything runs. Plain JSON. */
import type { Contract } from '../terms/contract.ts'
import type { Json, JsonObject, JsonSchema } from '../terms/json.ts'
import type { TextEdit } from '../terms/text-edit.ts'

/** What the person adds to a sentence: which skill is meant, values of inputs, or that a new skill is to be written. */
export interface AskMore {
  /** The name of the skill. */
  readonly skill?: string
  readonly inputs?: JsonObject
  readonly write?: boolean
}

export interface ProposedSkill {
  readonly id: string
  readonly name: string
  readonly title: string
  readonly text: string
  readonly hash: string
}

export interface ProposedInput {
  readonly name: string
  readonly value: Json
  /** `words`: it stands in the words; `person`: given beside them; `model`: a model wrote it; else the name of a remembered fact. */
  readonly from: 'words' | 'person' | 'model' | 'default' | { readonly memory: string }
}

export interface OtherSkill {
  readonly name: string
  readonly title: string
  /** From 0 to 1. */
  readonly confidence: number
}

interface Asked {
  readonly words: string
  /** A model was asked; false: all of it was read by fixed rules. */
  readonly usedModel: boolean
  /** Why a model that is connected could not be used. */
  readonly modelFault: string | null
}

export type Proposal =
  | (Asked & {
      readonly kind: 'picked'
      readonly skill: ProposedSkill
      readonly why: string
      readonly confidence: number
      readonly inputs: readonly ProposedInput[]
      readonly contract: Contract
      /** What was said to limit, and limits nothing that this skill does. */
      readonly idle: readonly string[]
      readonly others: readonly OtherSkill[]
    })
  | (Asked & { readonly kind: 'which'; readonly question: string; readonly candidates: readonly OtherSkill[] })
  | (Asked & {
      readonly kind: 'missing'
      readonly skill: ProposedSkill
      readonly question: string
      /** The first of `fields`. */
      readonly field: string
      readonly fields: { readonly [name: string]: JsonSchema }
      /** Values that fit the words equally well. */
      readonly choices: readonly Json[]
      readonly inputs: readonly ProposedInput[]
    })
  | (Asked & { readonly kind: 'none'; readonly because: string; readonly others: readonly OtherSkill[]; readonly canWrite: boolean })
  /** Written by a model and kept as a draft where it has no faults; `id` is null where it was not kept. `would`: the deeds of a rehearsal in which examples stand for all that is read. */
  | (Asked & { readonly kind: 'written'; readonly id: string | null; readonly text: string; readonly faults: readonly string[]; readonly may: readonly string[]; readonly would: readonly string[]; readonly rounds: number })

/** What a model would change in a text. Each piece can be taken or left. */
export interface Revision {
  readonly words: string
  readonly text: string
  readonly pieces: readonly TextEdit[]
  /** What is wrong with the text when all pieces are taken. */
  readonly faults: readonly string[]
  /** What it may do when all pieces are taken, in words. */
  readonly may: readonly string[]
  readonly rounds: number
}
