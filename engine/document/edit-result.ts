import type { Document } from '../terms/document.ts'
import { canonicalJson, type Json } from '../terms/json.ts'
import { applyEdits, type TextEdit } from '../terms/text-edit.ts'
import { parseDocument } from './parse-document.ts'
import { plainValue } from './plain-value.ts'

/** A way from the root of a document: keys of maps and indexes of lists. */
export type Path = readonly (string | number)[]

/** A value to write: as data, or as YAML in the words of its author. */
export type NewValue = { readonly json: Json } | { readonly yaml: string }

/** The edits asked for, or why they can not be made without changing something else. */
export type EditResult = { readonly edits: readonly TextEdit[] } | { readonly refused: string }

export const damagedText = 'The file has faults in its YAML; they come first.'

/** Says whether the YAML itself of a document is at fault, so that no edit of it can be trusted. */
export function isDamaged(document: Document): boolean {
  return document.diagnostics.some(({ code }) => code === 'yaml-syntax' || code.startsWith('too-') || code === 'many-documents')
}

/**
 * Gives the edits when the text after them has exactly the value `expected` and no new fault, and refuses otherwise.
 * The order of keys is not looked at: objects put keys like `1` first, whatever the text says.
 * Every edit function ends here: a wrong edit can not leave this folder.
 */
export function provenEdits(document: Document, edits: readonly TextEdit[], expected: Json): EditResult {
  const after = parseDocument(applyEdits(document.text, edits))
  if (countErrors(after) > countErrors(document) || isDamaged(after)) return { refused: 'The text around this place does not allow the change.' }
  const value = after.root === undefined ? null : plainValue(after.root)
  if (canonicalJson(value) === canonicalJson(expected)) return { edits: edits.filter((edit) => !changesNothing(document.text, edit)) }
  return { refused: 'The change would also change another place, because a "*name" stands for the same value there.' }
}

/** Gives the value of a new value, or nothing when its YAML has a fault. */
export function valueOf(value: NewValue): Json | undefined {
  if ('json' in value) return value.json
  const document = parseDocument(value.yaml)
  if (document.diagnostics.some(({ severity }) => severity === 'error')) return undefined
  return document.root === undefined ? null : plainValue(document.root)
}

function changesNothing(text: string, edit: TextEdit): boolean {
  return text.slice(edit.range.start, edit.range.end) === edit.text
}

function countErrors(document: Document): number {
  return document.diagnostics.filter(({ severity }) => severity === 'error').length
}
