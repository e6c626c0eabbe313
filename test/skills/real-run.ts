import { join } from 'node:path'
import { expect, onTestFinished } from 'vitest'
import { nodeFiles } from '../../engine/adapters/node-files.ts'
import { overlayFiles } from '../../engine/adapters/overlay-files.ts'
import { MemoryRunStore } from '../../engine/adapters/memory-run-store.ts'
import { SqliteRunStore } from '../../engine/adapters/sqlite-run-store.ts'
import type { Policy } from '../../engine/gate/policy.ts'
import { rehearse, type Rehearsal } from '../../engine/run/rehearse.ts'
import { Runner } from '../../engine/run/runner.ts'
import type { SkillText, World } from '../../engine/run/world.ts'
import type { Entry, PersonAnswer } from '../../engine/terms/journal.ts'
import { hashDeed } from '../../engine/terms/hash.ts'
import type { Json, JsonObject } from '../../engine/terms/json.ts'
import type { Person, RunStore } from '../../engine/terms/ports.ts'
import { FakeClock } from '../helpers/fake-clock.ts'
import { tempFolder } from '../tools/world.ts'
import { runTime } from './hostile-tree.ts'
import { memoryPorts, quietWorld, shippedSkill, toolbox } from './shipped-skill.ts'

/** A place on the real disk: `folder` is what skills work on, the trash lies in `home`. */
export interface Place {
  readonly root: string
  readonly folder: string
  readonly store: SqliteRunStore
  readonly world: (more?: Partial<World>) => World
}

export async function realPlace(): Promise<Place> {
  const { path: root, remove } = await tempFolder()
  onTestFinished(remove)
  const store = new SqliteRunStore(join(root, 'runs.db'))
  const clock = new FakeClock(runTime)
  const ports = memoryPorts(clock, { files: nodeFiles({ home: join(root, 'home') }) })
  let count = 0
  const ids = { next: () => `run${++count}` }
  return { root, store, folder: join(root, 'd'), world: (more = {}) => ({ ...quietWorld({ clock, ports, store, ids, person: saying({ kind: 'yes', span: 'once' }) }), ...more }) }
}

/** A person who says the same to everything, and notes what was asked. */
export function saying(answer: PersonAnswer, questions: string[] = []): Person {
  return {
    ask: async (question) => {
      if (question.kind !== 'approve') questions.push(question.text)
      return answer
    },
  }
}

export function denying(tool: string): Policy {
  return { rules: [{ answer: 'deny', tool, skill: undefined, with: {}, because: 'Not today.', until: undefined }], expires: 60_000 }
}

export interface Ended {
  readonly run: string
  readonly status: string
  readonly output: Json
  readonly because: string | null
  readonly steps: number
  readonly entries: readonly Entry[]
}

export async function runShipped(world: World, name: string, input: JsonObject): Promise<Ended> {
  const { text } = shippedSkill(name)
  const handle = await new Runner(world).start({ skill: text, input })
  return endOf(world.store, handle.run, await handle.rest)
}

async function endOf(store: RunStore, run: string, rest: { readonly status: string; readonly state: { readonly steps: number } }): Promise<Ended> {
  const entries = await store.read(run)
  const ended = entries.findLast((entry) => entry.kind === 'run-ended')
  return { run, status: rest.status, output: ended?.kind === 'run-ended' ? ended.output : null, because: ended?.kind === 'run-ended' ? ended.because : null, steps: rest.state.steps, entries }
}

/** What a run must be for a person to trust its "done"; `least`: the states it must have entered, or it did next to nothing. */
export function expectDone(ended: Ended, least = 20): void {
  expect({ status: ended.status, because: ended.because }).toEqual({ status: 'done', because: null })
  expect(ended.entries.flatMap((entry) => (entry.kind === 'evidence-checked' ? [entry.holds] : []))).toEqual([true])
  expect(ended.steps).toBeGreaterThanOrEqual(least)
}

export function rehearseShipped(world: World, name: string, input: JsonObject): Promise<Rehearsal> {
  const ports = { ...world.ports, files: overlayFiles(world.ports.files, { now: () => world.clock.now() }) }
  return rehearse(world, { skill: shippedSkill(name).text, input, ports, store: new MemoryRunStore() })
}

/** The hashes of the deeds that a run tried, in the order of their text; reads are no deeds. */
export function deedHashes(entries: readonly Entry[]): string[] {
  return entries.flatMap((entry) => (entry.kind === 'tool-called' && toolbox.tool(entry.tool)?.class !== 'read' && entry.undoes === undefined ? [hashDeed(entry.tool, entry.input)] : [])).sort()
}

/** Undoes a run; every deed must be taken back but the notification, which can not be. */
export async function undoAll(world: World, run: string): Promise<void> {
  await new Runner(world).undo(run)
  const skipped = (await world.store.read(run)).flatMap((entry) => (entry.kind === 'undo-skipped' ? [entry.because] : []))
  expect(skipped.filter((because) => because !== 'notify.show can not be taken back.')).toEqual([])
}

/** Runs a skill in a process that is killed when it wants to write its `after`-th entry, then resumes it from the store. */
export async function runKilled(place: Place, skill: SkillText, input: JsonObject, after: number): Promise<Ended> {
  const world = place.world()
  const handle = await new Runner({ ...world, store: dyingStore(place.store, after) }).start({ skill, input })
  await expect(handle.rest).rejects.toThrow('killed')
  await new Promise((resolve) => setTimeout(resolve, 50))
  const resumed = await new Runner(world).resume(handle.run)
  return endOf(world.store, handle.run, await resumed.rest)
}

/** A store that takes so many entries and no more. */
function dyingStore(inner: RunStore, after: number): RunStore {
  let left = after
  return {
    append: (run, entries) => {
      if (--left < 0) throw new Error('killed')
      return inner.append(run, entries)
    },
    read: (run, from) => inner.read(run, from),
    find: (run) => inner.find(run),
    list: (filter) => inner.list(filter),
    putText: (hash, text) => inner.putText(hash, text),
    getText: (hash) => inner.getText(hash),
    claim: (run, owner, now, until) => inner.claim(run, owner, now, until),
    release: (run, owner) => inner.release(run, owner),
    close: () => inner.close(),
  }
}
