import type { DeedCard } from '../terms/decision.ts'
import type { Json } from '../terms/json.ts'
import type { Label } from '../terms/label.ts'
import { visibleLines, visibleText } from './visible-text.ts'

const longestText = 4000
const longestValue = 200
const mostArguments = 100

/** Gives the lines that show a deed to a person: its words, each argument with its origin, whether it can be undone. */
export function deedLines(card: DeedCard, options: { readonly whole?: boolean } = {}): readonly string[] {
  const origins = new Map(card.origins.map((origin) => [origin.argument, origin.from]))
  const all = Object.entries(card.input)
  const shown = options.whole ? all : all.slice(0, mostArguments)
  return [
    ...visibleLines(card.words, longestText).map((line) => `  ${line}`),
    `  ${visibleText(card.tool, longestValue)}`,
    ...shown.flatMap(([name, value]) => argumentLines(name, value, origins.get(name), options.whole ? Infinity : longestValue)),
    ...(shown.length < all.length ? [`    … and ${all.length - shown.length} more arguments`] : []),
    `  Can be undone: ${card.undoable ? 'yes' : 'NO'}`,
    ...visibleLines(card.because, longestText).map((line, index) => (index === 0 ? `  Asked because: ${line}` : `    ${line}`)),
    `  Approval: ${visibleText(card.hash, longestValue)}`,
  ]
}

/** Tells whether some value of a deed is shown cut. */
export function isCut(card: DeedCard): boolean {
  const values = Object.values(card.input)
  return values.length > mostArguments || values.some((value) => JSON.stringify(value).length > longestValue)
}

function argumentLines(name: string, value: Json, from: readonly Label[] | undefined, longest: number): readonly string[] {
  const origin = from === undefined || from.length === 0 ? 'the skill text' : from.map(labelText).join('; ')
  return [`    ${visibleText(name, longestValue)}: ${visibleText(JSON.stringify(value), longest)}`, `      from ${origin}`]
}

function labelText(label: Label): string {
  return `${visibleText(label.source, longestValue)}${label.trust === 'untrusted' ? ' (NOT TRUSTED: written by others)' : ''}`
}
