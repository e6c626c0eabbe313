import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkDocument, type CheckedDocument } from '../../engine/check/check-document.ts'
import { hideSecrets } from '../../engine/check/secrets.ts'
import { parseDocument } from '../../engine/document/parse-document.ts'
import { renderDiagnostic } from '../../engine/document/render-diagnostic.ts'
import type { Range } from '../../engine/terms/position.ts'
import { world } from './world.ts'

export const updating = process.env['UPDATE'] === '1'

const folder = join(import.meta.dirname, '../cases/check')

/** A folder of cases: a skill whose fault is marked, and the text a user sees. */
export interface CheckCase {
  readonly code: string
  readonly text: string
  readonly mark: Range
}

let known: CheckCase[] | undefined

export function checkCases(): CheckCase[] {
  return (known ??= readCases())
}

function readCases(): CheckCase[] {
  const codes = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory() && entry.name !== 'valid').map((entry) => entry.name)
  return codes.sort().map((code) => ({ code, ...unmark(readFileSync(join(folder, code, 'skill.yaml'), 'utf8')) }))
}

/** Gives the valid skills, which use every key of the language between them. */
export function validCases(): { readonly name: string; readonly text: string }[] {
  const valid = join(folder, 'valid')
  return readdirSync(valid).sort().map((name) => ({ name, text: readFileSync(join(valid, name), 'utf8') }))
}

function unmark(marked: string): { readonly text: string; readonly mark: Range } {
  const start = marked.indexOf('«')
  const end = marked.indexOf('»') - 1
  if (start === -1 || end < start) throw new Error('The case has no «mark».')
  return { text: marked.replace('«', '').replace('»', ''), mark: { start, end } }
}

const checked = new Map<string, CheckedDocument>()

/** Checks a text; the same text once. */
export function checkText(text: string): CheckedDocument {
  const found = checked.get(text) ?? checkDocument(parseDocument(text), world)
  checked.set(text, found)
  return found
}

/** Gives what a user sees of a file. */
export function seen(text: string): string {
  const { diagnostics } = checkText(text)
  const shown = hideSecrets(text, diagnostics)
  return diagnostics.map((diagnostic) => `${renderDiagnostic(diagnostic, shown, 'skill.yaml')}\n`).join('\n')
}

/** Gives how the diagnostic of a case looks, without the others of its file; nothing for a code without a case. */
export function frameOf(code: string): string | undefined {
  if (!checkCases().some((one) => one.code === code)) return undefined
  const frames = readFileSync(join(folder, code, 'expected.txt'), 'utf8').split(/\n\n(?=skill\.yaml:)/)
  return frames.find((frame) => frame.split('\n', 1)[0]?.endsWith(`  ${code}`))?.trimEnd()
}

/** Gives what a user should see; with UPDATE=1 that is what is seen now. */
export function expected(code: string, now: string): string {
  const path = join(folder, code, 'expected.txt')
  if (updating) {
    mkdirSync(join(folder, code), { recursive: true })
    writeFileSync(path, now)
  }
  return readFileSync(path, 'utf8')
}
