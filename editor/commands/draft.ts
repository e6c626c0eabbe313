/*
 * A change in the making: steps, each proven by the engine against the text that the step before left, joined to one.
 * Owns: the text in the making and why it can not be. Does not own: what a gesture means (the other files here).
 * Always true: D1 after a step that was refused no further step does anything; D2 the text given at first is not changed.
 */
import {
  applyEdits, canonicalJson, entryLines, insertEntry, insertItem, moveEntry, parseDocument, plainValue, removeEntry, removeItem, renameKey, setValue,
  type Document, type EditResult, type Json, type NewValue, type Path, type TextEdit, type Where,
} from '../../engine/index.ts'
import { viewSkill, type SkillView } from '../rules/skill-view.ts'
import { PieceTable } from './piece-table.ts'

export class Draft {
  readonly before: SkillView
  readonly #table: PieceTable
  #document: Document | undefined
  #view: SkillView | undefined
  #refused: string | undefined

  constructor(view: SkillView) {
    this.before = view
    this.#table = new PieceTable(view.text)
    this.#view = view
    this.#document = view.document
  }

  /** Why the change can not be made; `undefined` as long as it can. */
  get refused(): string | undefined {
    return this.#refused
  }

  get text(): string {
    return this.#table.text
  }

  get document(): Document {
    return (this.#document ??= parseDocument(this.text))
  }

  /** The text as it would be now. */
  get view(): SkillView {
    return (this.#view ??= viewSkill(this.text, this.before.knowledge))
  }

  edits(): readonly TextEdit[] {
    return this.#table.edits()
  }

  refuse(sentence: string): this {
    this.#refused ??= sentence
    return this
  }

  set(path: Path, value: NewValue): this {
    return this.#step((document) => setValue(document, path, value))
  }

  remove(path: Path): this {
    return this.#step((document) => (typeof path[path.length - 1] === 'number' ? removeItem(document, path) : removeEntry(document, path)))
  }

  addItem(path: Path, index: number, value: NewValue): this {
    return this.#step((document) => insertItem(document, path, index, value))
  }

  addEntry(path: Path, key: string, value: NewValue, where?: Where): this {
    return this.#step((document) => insertEntry(document, path, key, value, where))
  }

  renameKey(path: Path, key: string): this {
    return this.#step((document) => renameKey(document, path, key))
  }

  moveEntry(path: Path, where: Where): this {
    return this.#step((document) => moveEntry(document, path, where))
  }

  /** Edits that were worked out by hand: the text after them must have the value that `expected` makes of the one before. */
  edit(edits: readonly TextEdit[], expected: (value: Json) => Json | undefined): this {
    return this.#step((document) => {
      const after = parseDocument(applyEdits(document.text, edits))
      const wanted = expected(valueOf(document))
      const faults = after.diagnostics.filter(({ severity }) => severity === 'error').length
      const known = document.diagnostics.filter(({ severity }) => severity === 'error').length
      if (wanted === undefined || faults > known || canonicalJson(valueOf(after)) !== canonicalJson(wanted)) return { refused: 'The change would also change another place of the file.' }
      return { edits, after }
    })
  }

  /** Takes edits as they are: whoever calls proves them, and may have read the text after them. */
  splice(edits: readonly TextEdit[], after?: Document): this {
    return this.#step(() => (after === undefined ? { edits } : { edits, after }))
  }

  /** Gives an entry with its own comments, without indentation. */
  lines(path: Path): ReturnType<typeof entryLines> {
    return entryLines(this.text, path)
  }

  value(): Json {
    return valueOf(this.document)
  }

  #step(make: (document: Document) => EditResult | { readonly edits: readonly TextEdit[]; readonly after: Document }): this {
    if (this.#refused !== undefined) return this
    const result = make(this.document)
    if ('refused' in result) return this.refuse(result.refused)
    if (result.edits.length === 0) return this
    this.#table.apply(result.edits)
    this.#document = 'after' in result ? result.after : undefined
    this.#view = undefined
    return this
  }
}

function valueOf(document: Document): Json {
  return document.root === undefined ? null : plainValue(document.root)
}
