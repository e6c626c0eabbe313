import { expect } from 'vitest'
import { canonicalJson, type Json } from '../../engine/terms/json.ts'
import { applyEdits } from '../../engine/terms/text-edit.ts'
import { parseDocument } from '../../engine/document/parse-document.ts'
import { plainValue } from '../../engine/document/plain-value.ts'
import { corpusRows } from '../helpers/corpora.ts'
import { attempt, keepsLines, untouchedLines, type Step } from './edit-steps.ts'

/** What people wrote, as YAML texts. */
export const units = corpusRows<{ yaml: string }>('home-assistant/units.jsonl').map(({ yaml }) => yaml)

/** Makes the steps one after the other; after each, the value is the expected one and every untouched line stands. */
export function checkSteps(source: string, steps: readonly Step[]): { done: number; refused: number } {
  let done = 0
  let refused = 0
  let text = source
  for (const step of steps) {
    const document = parseDocument(text)
    const model: Json = document.root === undefined ? null : plainValue(document.root)
    const made = attempt(document, model, step)
    if (made === undefined) continue
    if ('refused' in made.result) {
      refused++
      continue
    }
    done++
    const after = applyEdits(text, made.result.edits)
    const read = parseDocument(after)
    const value = read.root === undefined ? null : plainValue(read.root)
    expect(canonicalJson(value)).toBe(canonicalJson(made.expected))
    if (!/"[0-9]+":/.test(canonicalJson([model, value]))) expect(JSON.stringify(value)).toBe(JSON.stringify(made.expected))
    expect(keepsLines(untouchedLines(text, made.result.edits), after)).toBe(true)
    text = after
  }
  return { done, refused }
}
