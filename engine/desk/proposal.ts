/* What comes of a sentence: shown to the person before anything runs. Plain JSON. */
import type { Contract } from '../terms/contract.ts'
import type { Json, JsonObject, JsonSchema } from '../terms/json.ts'
import type { TextEdit } from '../terms/text-edit.ts'

/** What the person adds to a sentence: which skill is meant, values of inputs, that a new one is to be written, or that it is to be done without one. */
export interface AskMore {
  /** The name of the skill. */
  readonly skill?: string
  readonly inputs?: JsonObject
  readonly write?: boolean
  /** A model decides one deed at a time, with tools that are found for the words. */
  readonly loop?: boolean
}

export interface ProposedSkill {
  /** Null: it is kept nowhere. */
  readonly id: string | null
  readonly name: string
  readonly title: string
  readonly text: string
  readonly hash: string
}

export interface ProposedInput {
  readonly name: string
  readonly value: Json
  /** `words`: it stands in the words; `place`: the words name what lies there; `person`: given beside them; `model`: a model wrote it; else the name of a remembered fact. */
  readonly from: 'words' | 'place' | 'person' | 'model' | 'default' | { readonly memory: string }
}

/** A remembered fact that may be what an input wants, though nothing says so: only the person can tell. */
export interface RememberedValue {
  readonly input: string
  /** The name of the fact. */
  readonly key: string
  readonly value: Json
}

/** How it is to be done where no skill is: by a model, step by step. */
export interface ProposedLoop {
  readonly tools: readonly { readonly name: string; readonly title: string }[]
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
  /** Why the synonyms of the person were not used; left out or null: they were, or there are none. */
  readonly synonymsFault?: string | null
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
      /** For inputs that are left as the skill has them. */
      readonly remembered: readonly RememberedValue[]
      /** Null: it is a skill that is here. */
      readonly loop: ProposedLoop | null
    })
  | (Asked & { readonly kind: 'which'; readonly question: string; readonly candidates: readonly OtherSkill[]; readonly canLoop: boolean })
  | (Asked & {
      readonly kind: 'missing'
      readonly skill: ProposedSkill
      readonly question: string
      /** The first of `fields`. */
      readonly field: string
      readonly fields: { readonly [name: string]: JsonSchema }
      /** Values that fit the words equally well. */
      readonly choices: readonly Json[]
      /** Where the fields stand for one another: the inputs of one of these lists are enough. Empty: all fields are needed. */
      readonly ways: readonly (readonly string[])[]
      readonly inputs: readonly ProposedInput[]
      /** For the inputs of `fields`, the likeliest first. */
      readonly remembered: readonly RememberedValue[]
      readonly loop: ProposedLoop | null
    })
  /** What can be done instead: a skill that is like it, one that a model writes, or step by step without one. Both need a model. */
  | (Asked & { readonly kind: 'none'; readonly because: string; readonly others: readonly OtherSkill[]; readonly canWrite: boolean; readonly canLoop: boolean })
  /** Written by a model and kept as a draft where it has no faults; `id` is null where it was not kept. `would`: the deeds of a rehearsal in which examples stand for all that is read; `canRehearse`: what it reads is not private and reaches no network, so that once it is accepted the real rehearsal is the next step. */
  | (Asked & { readonly kind: 'written'; readonly id: string | null; readonly text: string; readonly faults: readonly string[]; readonly may: readonly string[]; readonly would: readonly string[]; readonly canRehearse: boolean; readonly rounds: number })

/** What a model would change in a text. Each piece can be taken or left. */
export interface Revision {
  readonly words: string
  readonly text: string
  readonly pieces: readonly TextEdit[]
  /** What is wrong with the text when all pieces are taken. */
  readonly faults: readonly string[]
  /** What it may do when all pieces are taken, in words; and what of that is more or less than before. */
  readonly may: readonly string[]
  readonly changes: readonly string[]
  /** What changes in the picture: states and ways that are new, gone or different. */
  readonly picture: readonly string[]
  /** The deeds of a rehearsal in which examples stand for all that is read, and whether the real one may be the next step once it is accepted. */
  readonly would: readonly string[]
  readonly canRehearse: boolean
  readonly rounds: number
}
