import { applyEdits, type TextEdit } from '../../engine/index.ts'

/** A stretch of the first text that still stands, or a text that was put in. */
type Piece = { readonly start: number; readonly end: number } | { readonly text: string }

/**
 * Joins several rounds of edits, each meant against the text that the round before left, to one round against the first
 * text. What was left alone by all of them is in no edit.
 */
export class PieceTable {
  readonly #first: string
  #pieces: readonly Piece[]
  #text: string

  constructor(text: string) {
    this.#first = text
    this.#text = text
    this.#pieces = text === '' ? [] : [{ start: 0, end: text.length }]
  }

  get text(): string {
    return this.#text
  }

  /** Applies edits that are meant against the text as it is now; they may not overlap. */
  apply(edits: readonly TextEdit[]): void {
    const sorted = edits.map((edit, order) => ({ edit, order })).sort((a, b) => a.edit.range.start - b.edit.range.start || a.edit.range.end - b.edit.range.end || a.order - b.order)
    this.#text = applyEdits(this.#text, edits)
    const pieces: Piece[] = []
    let done = 0
    for (const { edit } of sorted) {
      pieces.push(...this.#cut(done, edit.range.start))
      if (edit.text !== '') pieces.push({ text: edit.text })
      done = edit.range.end
    }
    this.#pieces = [...pieces, ...this.#cut(done, Infinity)]
  }

  /** Gives the pieces between two offsets of the text as it was before this round. */
  #cut(from: number, to: number): readonly Piece[] {
    const cut: Piece[] = []
    let at = 0
    for (const piece of this.#pieces) {
      const length = 'text' in piece ? piece.text.length : piece.end - piece.start
      const start = Math.max(from - at, 0)
      const end = Math.min(to - at, length)
      at += length
      if (start >= end) continue
      cut.push('text' in piece ? { text: piece.text.slice(start, end) } : { start: piece.start + start, end: piece.start + end })
    }
    return cut
  }

  /** Gives the edits of the first text, in order, as few and as short as they can be told apart. */
  edits(): readonly TextEdit[] {
    const edits: TextEdit[] = []
    let done = 0
    let put = ''
    const flush = (until: number): void => {
      const edit = trimmed(this.#first, { range: { start: done, end: until }, text: put })
      if (edit !== undefined) edits.push(edit)
      put = ''
    }
    for (const piece of this.#pieces) {
      if ('text' in piece) put += piece.text
      else if (piece.start < done) put += this.#first.slice(piece.start, piece.end)
      else {
        flush(piece.start)
        done = piece.end
      }
    }
    flush(this.#first.length)
    return edits
  }
}

/** Leaves out of an edit what it takes away and puts back at its ends; nothing when that is all. */
function trimmed(text: string, { range, text: put }: TextEdit): TextEdit | undefined {
  let { start, end } = range
  let from = 0
  let to = put.length
  while (start < end && from < to && text[start] === put[from]) [start, from] = [start + 1, from + 1]
  while (end > start && to > from && text[end - 1] === put[to - 1]) [end, to] = [end - 1, to - 1]
  return start === end && from === to ? undefined : { range: { start, end }, text: put.slice(from, to) }
}
