import { applyEdits, canonicalJson, entryLines, insertEntry, parseDocument, plainValue, type Document, type Json, type JsonObject, type Path, type TextEdit, type Where } from '../../engine/index.ts'
import type { Draft } from './draft.ts'

/**
 * Adds an entry written as YAML, with its comments, to the map at `path`; `yaml` has one key at its margin, `key`. A blank
 * line sets it apart where the neighbours are set apart so. Inside brackets it is written on one line.
 */
export function insertLines(draft: Draft, path: Path, key: string, yaml: string, where?: Where): void {
  if (draft.refused !== undefined) return
  const document = draft.document
  const value = entryValue(yaml, key)
  if (value === undefined) return void draft.refuse('What is to be put in can not be read as the YAML of one state.')
  const bare = insertEntry(document, path, key, { json: null }, where)
  if ('refused' in bare) return void draft.refuse(bare.refused)
  const wanted = canonicalJson(withEntry(draft.value(), path, key, value))
  const lines = raw(document, bare.edits, key, yaml)
  for (const edits of [withBlankLine(document, lines, path, where), lines]) {
    const after = edits === undefined ? undefined : readAfter(document, edits)
    if (edits !== undefined && after?.root !== undefined && canonicalJson(plainValue(after.root)) === wanted) return void draft.splice(edits, after)
  }
  if (hasComment(yaml)) return void draft.refuse('Its comments can not stand here, inside brackets.')
  draft.addEntry(path, key, { json: value }, where)
}

function withEntry(value: Json, path: Path, key: string, inside: Json): Json {
  const [step, ...rest] = path
  const map = value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as JsonObject) : {}
  if (step === undefined) return { ...map, [key]: inside }
  return { ...map, [String(step)]: withEntry((Object.hasOwn(map, step) ? map[step] : undefined) ?? null, rest, key, inside) }
}

/** Puts the lines where the edits write the key with nothing. */
function raw(document: Document, edits: readonly TextEdit[], key: string, yaml: string): readonly TextEdit[] | undefined {
  const end = /\r\n/.test(document.text) ? '\r\n' : '\n'
  const found = edits.findIndex(({ text }) => new RegExp(`(?:^|\\n) *${key}: null`).test(text))
  const edit = edits[found]
  if (edit === undefined) return undefined
  const at = edit.text.search(new RegExp(`${key}: null`))
  const lineStart = edit.text.lastIndexOf('\n', at) + 1
  const before = document.text.slice(document.text.lastIndexOf('\n', edit.range.start - 1) + 1, edit.range.start)
  const indent = lineStart === 0 ? before + edit.text.slice(0, at) : edit.text.slice(lineStart, at)
  if (/[^ ]/.test(indent)) return undefined
  const lines = yaml.trimEnd().split('\n').map((line, index) => (line === '' || index === 0 ? line : indent + line)).join(end)
  return edits.map((one, index) => (index === found ? { range: one.range, text: one.text.slice(0, at) + lines + one.text.slice(at + `${key}: null`.length) } : one))
}

/** Sets an insertion apart by a blank line when its neighbour is. */
function withBlankLine(document: Document, edits: readonly TextEdit[] | undefined, path: Path, where: Where): readonly TextEdit[] | undefined {
  const [edit, other] = edits ?? []
  if (edit === undefined || other !== undefined || edit.range.start !== edit.range.end || !isSetApart(document, path, where)) return edits
  const end = document.text.includes('\r\n') ? '\r\n' : '\n'
  if (edit.text.endsWith('\n')) return [{ range: edit.range, text: edit.text + end }]
  return /^\r?\n/.test(edit.text) ? [{ range: edit.range, text: end + edit.text }] : edits
}

/** Says whether the entry beside the new one has a blank line before or behind it. */
function isSetApart({ text, root }: Document, path: Path, where: Where): boolean {
  let map = root
  for (const step of path) map = map?.kind === 'map' ? map.entries.find(({ key }) => key === String(step))?.value : undefined
  const last = map?.kind === 'map' ? map.entries.at(-1)?.key : undefined
  const beside = where === undefined ? last : 'before' in where ? where.before : where.after
  const lines = beside === undefined ? undefined : entryLines(text, [...path, beside])
  if (lines === undefined || lines.flow) return false
  const behind = text.slice(lines.range.end)
  return /\n[ \t]*\r?\n$/.test(text.slice(0, lines.range.start)) || (/^[ \t]*\r?\n/.test(behind) && behind.trim() !== '')
}

/** Gives the value of the one entry of a YAML text; nothing when it has a fault, another key or more keys. */
export function entryValue(yaml: string, key: string): Json | undefined {
  const document = parseDocument(yaml)
  const { root } = document
  if (document.diagnostics.some(({ severity }) => severity === 'error') || root?.kind !== 'map') return undefined
  const [only, second] = root.entries
  return only?.key === key && second === undefined ? plainValue(only.value) : undefined
}

/** Says whether a YAML text may have comments: dropping them would lose something. */
function hasComment(yaml: string): boolean {
  return /(?:^|\s)#/m.test(yaml)
}

function readAfter(document: Document, edits: readonly TextEdit[]): Document | undefined {
  const after = parseDocument(applyEdits(document.text, edits))
  const isSound = ({ diagnostics }: Document): boolean => !diagnostics.some(({ severity }) => severity === 'error')
  return isSound(after) || !isSound(document) ? after : undefined
}
