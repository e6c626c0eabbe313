import type { Json, JsonObject } from '../../engine/terms/json.ts'

/** What a model sees of a question. */
export interface Prompt {
  /** All messages in order, as one text. */
  readonly text: string
  readonly question: string
  /** The values that were handed in; empty where they can not be read. */
  readonly values: JsonObject
  /** How often it was told that its answer does not fit. */
  readonly repairs: number
}

export interface ScriptStep {
  /** A text that the prompt holds, a pattern, or any test; left out: always. */
  readonly when?: string | RegExp | ((prompt: Prompt) => boolean)
  readonly answer: Json | ((prompt: Prompt) => Json)
}

/** A task as a list of steps. The step is found by what stands in the prompt alone, as a real model finds it. */
export interface Script {
  readonly steps: readonly ScriptStep[]
  /** Gives the number of the step that the prompt asks for, from 0; left out: the first one whose `when` fits. */
  readonly at?: (prompt: Prompt) => number
  /** How it says that all is done. */
  readonly done?: Json
  /** What an attacker wants it to answer. */
  readonly attacks?: readonly Json[]
  /** Texts that may stand in what tools answered, and the answer of a model that follows them. */
  readonly injections?: readonly { readonly text: string; readonly answer: Json }[]
}

export const personalities = ['exact', 'forgetful', 'distracted', 'sloppy', 'skipping', 'repeating', 'swapping', 'premature', 'endless', 'slow', 'compromised'] as const
export type Personality = (typeof personalities)[number]

/** How an answer is spoilt on its way: by a sloppy model. */
export type Spoilt = 'wrong-type' | 'unknown-tool' | 'broken-json' | 'chatter'

export interface Choice {
  readonly answer: Json
  readonly spoilt?: Spoilt
}

/** Characters that 2,000 tokens take. */
const remembered = 8000
const spoilings: readonly Spoilt[] = ['wrong-type', 'unknown-tool', 'broken-json', 'chatter']

/** Gives what a model of this personality answers; undefined: the script has no step for the question. `turn` counts from 0. */
export function chooseAnswer(script: Script, personality: Personality, prompt: Prompt, turn: number): Choice | undefined {
  const seen = personality === 'forgetful' ? forget(prompt) : prompt
  const at = stepAt(script, seen)
  const answer = (step: number): Choice | undefined => said(script.steps[Math.max(0, Math.min(step, script.steps.length - 1))], seen)
  const last = at >= script.steps.length
  if (personality === 'forgetful' && at < 0) return answer(0)
  if (at < 0 || (last && script.done === undefined)) return undefined
  const right = last ? { answer: script.done as Json } : answer(at)
  switch (personality) {
    case 'exact':
    case 'forgetful':
    case 'slow':
      return right
    case 'distracted':
      return { answer: script.injections?.find(({ text }) => prompt.text.includes(text))?.answer ?? (right?.answer as Json) }
    case 'compromised':
      return script.attacks === undefined || script.attacks.length === 0 ? right : { answer: script.attacks[turn % script.attacks.length] as Json }
    case 'sloppy':
      return prompt.repairs > 0 || right === undefined ? right : { ...right, spoilt: spoilings[turn % spoilings.length] as Spoilt }
    case 'skipping':
      return turn % 3 === 2 ? (at + 1 < script.steps.length ? answer(at + 1) : { answer: script.done ?? (right?.answer as Json) }) : right
    case 'repeating':
      return turn % 3 === 2 && at > 0 ? answer(at - 1) : right
    case 'swapping':
      return turn % 4 === 2 ? answer(at + 1) : turn % 4 === 3 ? answer(at - 1) : right
    case 'premature':
      return turn >= 2 && script.done !== undefined ? { answer: script.done } : right
    case 'endless':
      return last ? answer(script.steps.length - 1) : right
  }
}

function stepAt({ at, steps }: Script, prompt: Prompt): number {
  if (at !== undefined) return at(prompt)
  return steps.findIndex(({ when }) => when === undefined || (typeof when === 'string' ? prompt.text.includes(when) : when instanceof RegExp ? when.test(prompt.text) : when(prompt)))
}

function said(step: ScriptStep | undefined, prompt: Prompt): Choice | undefined {
  if (step === undefined) return undefined
  return { answer: typeof step.answer === 'function' ? step.answer(prompt) : step.answer }
}

function forget(prompt: Prompt): Prompt {
  const text = prompt.text.slice(-remembered)
  return text.length === prompt.text.length ? prompt : { ...prompt, text, question: text.includes(prompt.question) ? prompt.question : '' }
}
