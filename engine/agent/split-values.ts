import type { Json } from '../terms/json.ts'
import { foldText } from './fold-text.ts'
import type { KnownValues } from './known-values.ts'
import { looksPrivate, type PrivateKind } from './private-patterns.ts'

const longestPiece = 64
const windowSize = 60
const overlap = 8

/**
 * Gives the texts that only together are a private value: `["+49 151", "2345678"]`. `values` stand beside each other in a list or an
 * object. Plain numbers in a row are none, unless they begin as a telephone number does. Pure.
 */
export function splitOver(values: readonly Json[], known: KnownValues): readonly { readonly text: string; readonly kind: PrivateKind }[] {
  const pieces = values.map((value) => (typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : ''))
  if (pieces.filter((piece) => piece !== '').length < 2) return []
  const found: { text: string; kind: PrivateKind }[] = []
  for (let first = 0; first < pieces.length; first += windowSize - overlap) {
    const window = pieces.slice(first, first + windowSize).map((piece) => (piece.length > longestPiece ? '' : piece))
    for (const between of ['', ' ']) found.push(...spanning(window, between, known))
  }
  return found
}

function spanning(pieces: readonly string[], between: string, known: KnownValues): readonly { text: string; kind: PrivateKind }[] {
  const starts: number[] = []
  let whole = ''
  for (const piece of pieces) {
    starts.push(whole.length)
    whole += piece === '' ? ' | ' : piece + between
  }
  const folded = foldText(whole)
  return [...looksPrivate(whole, folded), ...known.find(whole, folded)].flatMap(({ start, end, kind }) => {
    const text = whole.slice(start, end)
    if ((kind === 'phone' || kind === 'number') && !/^[+(0]/.test(text)) return []
    const touched = pieces.filter((piece, at) => piece !== '' && (starts[at] as number) < end && (starts[at] as number) + piece.length > start)
    return touched.length > 1 && touched.length < 9 ? touched.map((piece) => ({ text: piece, kind })) : []
  })
}
