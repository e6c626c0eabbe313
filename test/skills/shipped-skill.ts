import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { MemoryBlobStore } from '../../engine/adapters/memory-blob-store.ts'
import { memoryFiles } from '../../engine/adapters/memory-files.ts'
import { MemoryRunStore } from '../../engine/adapters/memory-run-store.ts'
import { VolatileMemoryStore } from '../../engine/adapters/volatile-memory-store.ts'
import { renderDiagnostic } from '../../engine/document/render-diagnostic.ts'
import { noPolicy } from '../../engine/gate/policy.ts'
import { loadSkill, type LoadWorld } from '../../engine/load-skill.ts'
import { makeWorld, type WorldParts } from '../../engine/make-world.ts'
import { runSkillTests, type TestResult } from '../../engine/run/run-skill-tests.ts'
import type { SkillText, World } from '../../engine/run/world.ts'
import type { Clock, ToolPorts } from '../../engine/terms/ports.ts'
import type { Skill } from '../../engine/terms/skill.ts'
import { builtinTools } from '../../engine/tools/builtin/builtin-tools.ts'
import { createToolbox } from '../../engine/tools/toolbox.ts'
import { FakeClock } from '../helpers/fake-clock.ts'

export const toolbox = createToolbox(builtinTools)
export const skillFolder = fileURLToPath(new URL('../../skills/', import.meta.url))
export const shippedNames = readdirSync(skillFolder).filter((file) => file.endsWith('.skill.yaml')).map((file) => file.slice(0, -'.skill.yaml'.length))

const loadWorld: LoadWorld = { tools: (name) => toolbox.tool(name), toolNames: () => toolbox.names(), hash: toolbox.hash }

/** A skill that was read and checked, with what the checker says of it as a person would see it. */
export interface ReadSkill {
  readonly text: SkillText
  readonly skill: Skill | undefined
  readonly findings: string
}

export function readText(text: string, file: string, world: Partial<LoadWorld> = {}): ReadSkill {
  const { skill, diagnostics, hash } = loadSkill(text, { ...loadWorld, ...world })
  const findings = diagnostics.map((one) => renderDiagnostic(one, text, file)).join('\n\n')
  return { text: { name: skill?.name ?? file, text, hash }, skill, findings }
}

export function shippedSkill(name: string): ReadSkill {
  return readText(readFileSync(join(skillFolder, `${name}.skill.yaml`), 'utf8'), `${name}.skill.yaml`)
}

/** Ports in memory: tests that touch the world start from these. */
export function memoryPorts(clock: Clock, more: Partial<ToolPorts> = {}): ToolPorts {
  return { clock, files: memoryFiles({}), memory: new VolatileMemoryStore(), blobs: new MemoryBlobStore(), notify: async () => {}, ...more }
}

/** A world in memory around some parts: every skill accepted, nobody to be asked, a clock that stands still. */
export function quietWorld(more: Partial<WorldParts> = {}): World {
  const clock = more.clock ?? new FakeClock()
  let count = 0
  return makeWorld({
    clock, ids: { next: () => `run${++count}` }, store: new MemoryRunStore(), toolbox, skills: { find: () => undefined }, ports: memoryPorts(clock), person: undefined, model: undefined,
    policy: noPolicy, grants: [], contract: undefined, accepted: () => true, keepGrant: () => {}, ...more,
  })
}

/** Runs the tests inside a skill. */
export function runInside({ skill, text }: ReadSkill, world = quietWorld()): Promise<readonly TestResult[]> {
  if (skill === undefined) throw new Error(`${text.name} has faults.`)
  return runSkillTests(skill, text, { world, fresh: () => ({ store: new MemoryRunStore(), ports: memoryPorts(new FakeClock()) }) })
}
