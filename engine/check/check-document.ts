/*
 * Document → Skill or Diagnostic[]. Owns: which rules run, and that what they find is ordered and bounded.
 * Always true: never throws for any document; a skill is given only when there is no error.
 */
import type { Diagnostic } from '../terms/diagnostic.ts'
import type { Document } from '../terms/document.ts'
import { positionAt } from '../terms/position.ts'
import type { Skill } from '../terms/skill.ts'
import { Places } from './places.ts'
import { readSkill } from './read-skill.ts'
import { adviceRules, namesRules, valuesRules, waysRules } from './rules.ts'
import { sceneOf, type Rule } from './scene.ts'
import type { World } from './world.ts'

export interface CheckedDocument {
  /** Only when there is no error. */
  readonly skill: Skill | undefined
  /** What could be read, also of a file with errors. */
  readonly partial: Skill
  /** Ordered by position. */
  readonly diagnostics: readonly Diagnostic[]
}

/** Faults after which the rest of the file can not be trusted to mean what its author meant. */
const damage = ['yaml-syntax', 'too-large', 'too-deep', 'alias-loop', 'too-many-aliases']
const mostDiagnostics = 1_000

/** Gives the skill a document means and all that is wrong with it. Pure. */
export function checkDocument(document: Document, world: World): CheckedDocument {
  const found = new Map<string, Diagnostic>()
  const report = (diagnostic: Diagnostic): void => {
    const key = `${diagnostic.code} ${diagnostic.range.start} ${diagnostic.range.end}`
    if (found.size < mostDiagnostics && !found.has(key)) found.set(key, diagnostic)
  }
  for (const diagnostic of withoutEchoes(document)) report(diagnostic)
  const damaged = document.diagnostics.some(({ code }) => damage.includes(code))
  const places = new Places()
  const partial = readSkill(document, damaged ? () => undefined : report, places)
  if (!damaged && document.root?.kind === 'map') runRules(document, partial, places, world, report, () => hasError(found.values()))
  const diagnostics = [...found.values()].sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end)
  return { skill: hasError(diagnostics) ? undefined : partial, partial, diagnostics }
}

/** A bracket or quote that is not closed makes the lines after it look wrong too: the first of such a row is told. */
function withoutEchoes({ text, diagnostics }: Document): readonly Diagnostic[] {
  let last: { readonly message: string; readonly line: number } | undefined
  return diagnostics.filter(({ code, message, range }) => {
    if (code !== 'yaml-syntax') return true
    const { line } = positionAt(text, range.start)
    const echo = last !== undefined && last.message === message && line - last.line <= 2
    last = { message, line }
    return !echo
  })
}

function runRules(document: Document, skill: Skill, places: Places, world: World, report: (diagnostic: Diagnostic) => void, failed: () => boolean): void {
  const scene = sceneOf(document, skill, places, world, report)
  const run = (rules: readonly Rule[]): void => rules.forEach((rule) => rule(scene))
  run(namesRules)
  const named = !failed()
  run(valuesRules)
  if (named) run(waysRules)
  if (!failed()) run(adviceRules)
}

function hasError(diagnostics: Iterable<Diagnostic>): boolean {
  for (const { severity } of diagnostics) if (severity === 'error') return true
  return false
}
