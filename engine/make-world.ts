/*
 * Puts a world together from its parts: the checker stands in front of every text, the ceiling is the one the file states
 * or the one computed from it, and each text is compiled once. The one place where checking and running meet.
 */
import { computeUses } from './check/compute-uses.ts'
import { compileSkill } from './compile/compile-skill.ts'
import type { Machine } from './compile/machine.ts'
import { loadSkill, type LoadWorld, type SkillCache } from './load-skill.ts'
import type { World } from './run/world.ts'
import { positionAt } from './terms/position.ts'
import { ChelaError } from './terms/failure.ts'
import { hashText } from './terms/hash.ts'
import type { Toolbox } from './tools/toolbox.ts'

export interface WorldParts extends Omit<World, 'tools' | 'machine'> {
  readonly toolbox: Toolbox
  /** What the checker is told of other skills; `hash` changes with those and with the tools. */
  readonly known?: Partial<Pick<LoadWorld, 'skill' | 'skillNames' | 'hash'>>
  readonly cache?: SkillCache
}

/** Gives the world that runs are started in. */
export function makeWorld(parts: WorldParts): World {
  const { toolbox, known, cache, ...rest } = parts
  const machines = new Map<string, Machine>()
  const evidenceReads = toolbox.all().flatMap(({ evidence }) => (evidence === undefined ? [] : [evidence.name]))
  const world: LoadWorld = { tools: (name) => toolbox.tool(name), toolNames: () => toolbox.names(), ...known, get hash() { return known?.hash ?? toolbox.hash } }
  const machine = (text: string): Machine => {
    const hash = hashText(text)
    const known = machines.get(hash)
    if (known !== undefined) return known
    const { skill, diagnostics } = loadSkill(text, world, cache)
    if (skill === undefined) throw faulty(text, diagnostics)
    const uses = skill.uses ?? computeUses(skill, { tool: (name) => toolbox.tool(name) })
    const made = compileSkill({ ...skill, uses }, { evidenceReads })
    machines.set(hash, made)
    return made
  }
  // Looked up each time: what is taken back while a run is at work holds at once.
  return { ...rest, tools: toolbox, machine, get grants() { return parts.grants } }
}

function faulty(text: string, diagnostics: ReturnType<typeof loadSkill>['diagnostics']): ChelaError {
  const errors = diagnostics.filter((one) => one.severity === 'error')
  const first = errors[0]
  const { line, column } = positionAt(text, first?.range.start ?? 0)
  const more = errors.length > 1 ? ` and ${errors.length - 1} more` : ''
  return new ChelaError('faulty-skill', `The skill has faults: ${line}:${column} ${first?.message ?? ''}${more}`, { help: '"chela check" shows all of them.' })
}
