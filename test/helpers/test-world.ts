import { compileSkill } from '../../engine/compile/compile-skill.ts'
import { MemoryRunStore } from '../../engine/adapters/memory-run-store.ts'
import { memoryFiles } from '../../engine/adapters/memory-files.ts'
import { VolatileMemoryStore } from '../../engine/adapters/volatile-memory-store.ts'
import { noPolicy } from '../../engine/gate/policy.ts'
import { Runner, type RunHandle } from '../../engine/run/runner.ts'
import type { World } from '../../engine/run/world.ts'
import { hashText } from '../../engine/terms/hash.ts'
import type { Json, JsonObject } from '../../engine/terms/json.ts'
import type { ToolPorts } from '../../engine/terms/ports.ts'
import type { Tool } from '../../engine/terms/tool.ts'
import { FakeClock } from './fake-clock.ts'
import { skillFrom } from './skill-from.ts'

/** A tool with sensible parts; `answer` is what it does. */
export function someTool(name: string, answer: (input: JsonObject, key: string) => Json | Promise<Json>, more: Partial<Tool> = {}): Tool {
  return {
    name,
    title: name,
    description: name,
    input: { type: 'object' },
    output: {},
    class: 'read',
    control: {},
    oneOf: [],
    network: [],
    untrusted: [],
    errors: { busy: 'It is busy.', exists: 'It exists.' },
    idempotent: false,
    personal: undefined,
    timeout: 30_000,
    hosts: ['node', 'browser'],
    evidence: undefined,
    rehearse: undefined,
    describe: (input) => `${name} ${JSON.stringify(input)}`,
    perform: async (input, call) => answer(input, call.key),
    ...more,
  }
}

export interface TestWorld extends World {
  readonly clock: FakeClock
  readonly store: MemoryRunStore
}

/** A world in memory: the given tools and skills, every skill accepted, a clock that stands still. */
export function testWorld(tools: readonly Tool[], more: Partial<World> & { readonly texts?: { readonly [name: string]: string } } = {}): TestWorld {
  const clock = (more.clock ?? new FakeClock()) as FakeClock
  const ports = { clock, files: memoryFiles({}), memory: new VolatileMemoryStore(), blobs: { put: async () => '', get: async () => undefined }, notify: async () => {} } as unknown as ToolPorts
  let count = 0
  const byName = new Map(tools.map((tool) => [tool.name, tool]))
  const evidence = new Map(tools.filter((tool) => tool.evidence !== undefined).map((tool) => [tool.evidence?.name as string, tool]))
  return {
    clock,
    ids: { next: () => `run${++count}` },
    store: new MemoryRunStore(),
    tools: { tool: (name) => byName.get(name), alwaysAsk: () => undefined, evidence: (name) => evidence.get(name) },
    skills: { find: (name) => (more.texts?.[name] === undefined ? undefined : skillText(more.texts[name] as string)) },
    ports,
    machine: (text) => compileSkill(withCeiling(skillFrom(text), tools, more.texts), { evidenceReads: [...evidence.keys()] }),
    person: undefined,
    model: undefined,
    policy: noPolicy,
    grants: [],
    contract: undefined,
    accepted: () => true,
    keepGrant: () => {},
    ...more,
  } as TestWorld
}

export function skillText(text: string) {
  return { name: skillFrom(text).name, text, hash: hashText(text) }
}

/** A skill without `uses:` may call every tool and skill of the test. */
function withCeiling(skill: ReturnType<typeof skillFrom>, tools: readonly Tool[], texts: { readonly [name: string]: string } = {}): ReturnType<typeof skillFrom> {
  if (skill.uses !== undefined) return skill
  const range = { start: 0, end: 0 }
  const uses = [...tools.map(({ name }) => ({ kind: 'tool' as const, name, bounds: {}, range })), ...Object.keys(texts).map((name) => ({ kind: 'skill' as const, name, bounds: {}, range }))]
  return { ...skill, uses }
}

/** Starts a skill and gives its handle. */
export function startSkill(world: World, text: string, input: JsonObject = {}): Promise<RunHandle> {
  return new Runner(world).start({ skill: skillText(text), input })
}

/** Runs a skill to its rest and gives the end of it. */
export async function runSkill(world: World, text: string, input: JsonObject = {}) {
  const handle = await startSkill(world, text, input)
  const rest = await handle.rest
  const entries = await world.store.read(handle.run)
  const ended = entries.findLast((entry) => entry.kind === 'run-ended')
  return { ...rest, run: handle.run, entries, output: ended?.kind === 'run-ended' ? ended.output : undefined, because: ended?.kind === 'run-ended' ? ended.because : undefined }
}
