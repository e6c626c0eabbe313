import { ExampleIndex } from '../../engine/agent/example-index.ts'
import { leastConfidence, surenessOfBelief } from '../../engine/agent/sureness.ts'
import { corpus } from '../helpers/corpora.ts'
import { seededChance } from './seeded-chance.ts'

export interface Utterance {
  readonly split: string
  readonly intent: string
  readonly text: string
}

/** Gives the rows of the table; the text is the last field and may hold commas. */
export function clincRows(): readonly Utterance[] {
  const rows = corpus('clinc150/data.csv').trim().split('\n').slice(1)
  return rows.map((row) => {
    const [split = '', intent = '', ...text] = row.trim().split(',')
    return { split, intent, text: text.join(',').replace(/^"(.*)"$/, '$1').replaceAll('""', '"') }
  })
}

/** Draws some examples of each intent from the training split, always the same for a seed; gives the others too. */
export function drawExamples(rows: readonly Utterance[], count: number, seed: number): { readonly examples: ReadonlyMap<string, readonly string[]>; readonly rest: readonly Utterance[] } {
  const chance = seededChance(seed)
  const byIntent = new Map<string, string[]>()
  for (const { split, intent, text } of rows) if (split === 'train') byIntent.set(intent, [...(byIntent.get(intent) ?? []), text])
  const rest: Utterance[] = []
  const examples = new Map<string, readonly string[]>()
  for (const [intent, texts] of byIntent) {
    const drawn = texts.map((text) => ({ text, order: chance() })).sort((a, b) => a.order - b.order).map(({ text }) => text)
    examples.set(intent, drawn.slice(0, count))
    rest.push(...drawn.slice(count).map((text) => ({ split: 'train', intent, text })))
  }
  return { examples, rest }
}

export interface ClincScore {
  /** Share of utterances with an intent that were given it, and not refused. */
  readonly inScope: number
  /** Share of utterances without an intent that were refused. */
  readonly outOfScope: number
  readonly judged: readonly { readonly confidence: number; readonly isRight: boolean }[]
  readonly milliseconds: number
}

export function indexOf(examples: ReadonlyMap<string, readonly string[]>): ExampleIndex {
  const index = new ExampleIndex()
  for (const [intent, texts] of examples) index.put(intent, texts)
  return index
}

export function scoreClinc(index: ExampleIndex, inside: readonly Utterance[], outside: readonly Utterance[]): ClincScore {
  const started = performance.now()
  const judge = ({ intent, text }: Utterance) => {
    const [first, second] = index.likely(text)
    const belief = first?.belief ?? 0
    return { confidence: surenessOfBelief(belief, belief - (second?.belief ?? 0)), isRight: first?.name === intent }
  }
  const judgedInside = inside.map(judge)
  const judgedOutside = outside.map(judge)
  return {
    inScope: judgedInside.filter(({ confidence, isRight }) => isRight && confidence >= leastConfidence).length / inside.length,
    outOfScope: judgedOutside.filter(({ confidence }) => confidence < leastConfidence).length / outside.length,
    judged: [...judgedInside, ...judgedOutside],
    milliseconds: (performance.now() - started) / (inside.length + outside.length),
  }
}

export interface ConfidenceBin {
  readonly low: number
  readonly count: number
  /** What the picks said of themselves, and how many were right; both as a share. */
  readonly said: number
  readonly right: number
}

/** Gives ten bins of confidence, without those in which nothing fell. */
export function confidenceBins(judged: ClincScore['judged']): readonly ConfidenceBin[] {
  return Array.from({ length: 10 }, (_, place) => place / 10).flatMap((low, place) => {
    const bin = judged.filter(({ confidence }) => Math.min(9, Math.floor(confidence * 10)) === place)
    if (bin.length === 0) return []
    return [{ low, count: bin.length, said: bin.reduce((sum, { confidence }) => sum + confidence, 0) / bin.length, right: bin.filter(({ isRight }) => isRight).length / bin.length }]
  })
}

/** Gives the expected calibration error: how far what is said lies from what is right, by the size of the bins. */
export function calibrationError(bins: readonly ConfidenceBin[]): number {
  const total = bins.reduce((sum, { count }) => sum + count, 0)
  return bins.reduce((sum, { count, said, right }) => sum + Math.abs(said - right) * count, 0) / total
}
