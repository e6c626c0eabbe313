import { readFileSync, realpathSync, statSync } from 'node:fs'
import { replaceFile } from '../../adapters/replace-file.ts'
import { hideSecrets } from '../../check/secrets.ts'
import { renderDiagnostic, renderSummary } from '../../document/render-diagnostic.ts'
import { openKeptShelf, type KeptCheck } from '../../host/kept-shelf.ts'
import type { Shelf } from '../../host/open-shelf.ts'
import type { Diagnostic, Severity } from '../../terms/diagnostic.ts'
import { ChelaError } from '../../terms/failure.ts'
import { positionAt } from '../../terms/position.ts'
import { applyEdits, type TextEdit } from '../../terms/text-edit.ts'
import { shelfFor, shelfOptions, type Call } from '../call.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import { findFile, type FoundFile } from '../find-skill.ts'
import { reportFault } from '../report-fault.ts'

interface CheckOptions {
  readonly strict?: boolean
  readonly fix?: boolean
}

/** A file and what is known of its text. */
interface Checked {
  readonly path: string
  readonly text: string
  readonly loaded: Pick<KeptCheck, 'hash' | 'diagnostics'> & { readonly skill?: { readonly name: string } | null | undefined }
}

interface Missing {
  readonly name: string
  readonly exit: ExitCode
}

/** Checks skill files and shows all that is wrong in them. */
export async function check(call: Call<CheckOptions>): Promise<ExitCode> {
  const { output, args, options } = call
  const known = options.fix === true ? undefined : filesKept(call)
  if (known !== undefined) return tell(call, known, [])
  const shelf = await shelfFor(call, args)
  const names = namesOf(call, shelf)
  const files: FoundFile[] = []
  const missing: Missing[] = []
  for (const name of names) {
    try {
      files.push(options.fix === true ? mended(shelf, findFile(shelf, name)) : findFile(shelf, name))
    } catch (error) {
      if (!(error instanceof ChelaError)) throw error
      if (names.length === 1) return reportFault(error, output)
      missing.push({ name, exit: reportFault(error, { ...output, data: () => {} }) })
    }
  }
  return tell(call, files, missing)
}

/** The files whose checks are kept, or `undefined` when one of them has to be looked for longer or checked. */
function filesKept(call: Call<CheckOptions>): Checked[] | undefined {
  const shelf = openKeptShelf(shelfOptions(call, call.args))
  if (shelf === undefined) return undefined
  const files: Checked[] = []
  for (const name of namesOf(call, shelf)) {
    const found = shelf.skills.find(name)
    const loaded = found.kind === 'found' ? shelf.kept(found.text) : undefined
    if (found.kind !== 'found' || loaded === undefined) return undefined
    files.push({ path: found.path, text: found.text, loaded })
  }
  return files
}

function namesOf({ args }: Call<CheckOptions>, { skills }: Pick<Shelf, 'skills'>): readonly string[] {
  return args.length > 0 ? args : skills.list().filter(({ hidden }) => !hidden).map(({ path }) => path)
}

function tell({ output, options }: Call<CheckOptions>, files: readonly Checked[], missing: readonly Missing[]): ExitCode {
  for (const { path, text, loaded } of files) {
    const shown = hideSecrets(text, loaded.diagnostics)
    for (const diagnostic of loaded.diagnostics) output.line(`${renderDiagnostic(diagnostic, shown, path, { colour: output.colour })}\n`)
  }
  const counts = { errors: count(files, 'error'), warnings: count(files, 'warning'), hints: count(files, 'hint'), files: files.length }
  output.line(renderSummary(counts))
  output.data({ ...counts, results: files.map((file) => resultOf(file)), missing: missing.map(({ name }) => name) })
  if (missing[0] !== undefined) return missing[0].exit
  return counts.errors > 0 || (options.strict === true && counts.warnings > 0) ? exitCodes.faults : exitCodes.done
}

function count(files: readonly Checked[], severity: Severity): number {
  return files.reduce((sum, { loaded }) => sum + loaded.diagnostics.filter((one) => one.severity === severity).length, 0)
}

function resultOf({ path, text, loaded }: Checked): object {
  return { file: path, hash: loaded.hash, skill: loaded.skill?.name ?? null, diagnostics: loaded.diagnostics.map((one) => placed(one, text)) }
}

function placed(diagnostic: Diagnostic, text: string): object {
  return { ...diagnostic, start: positionAt(text, diagnostic.range.start), end: positionAt(text, diagnostic.range.end) }
}

/** Makes the obvious repairs that do not touch one another, and writes the file whole. */
function mended(shelf: Shelf, file: FoundFile): FoundFile {
  const edits: TextEdit[] = []
  for (const { fix } of file.loaded.diagnostics) {
    if (fix !== undefined && !fix.edits.some((edit) => edits.some((other) => edit.range.start <= other.range.end && other.range.start <= edit.range.end))) edits.push(...fix.edits)
  }
  if (edits.length === 0) return file
  const text = applyEdits(file.text, edits)
  if (readFileSync(file.path, 'utf8') !== file.text) throw new ChelaError('usage', `${file.path} changed meanwhile, so nothing was mended.`, { help: 'Try again.' })
  replaceFile(realpathSync(file.path), text, { mode: statSync(file.path).mode & 0o777 })
  return { path: file.path, text, loaded: shelf.load(text) }
}
