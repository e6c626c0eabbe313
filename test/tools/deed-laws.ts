import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { expect } from 'vitest'
import type { Json, JsonObject } from '../../engine/terms/json.ts'
import { Crash, crashingPorts } from './crashing-port.ts'
import { unlessRefused, type DeedWorld, type Scene, type Scenes } from './deed-world.ts'
import { callOf, doTool, journaled, reversalOf, toolNamed, undoTool } from './tool-world.ts'

const key = 'run:1'

/** Draws worlds and deeds of a tool; each is done and undone. At least a sixth must have been done. */
export async function expectUndone(name: string, drawn: Scenes, numRuns: number): Promise<void> {
  let done = 0
  await fc.assert(fc.asyncProperty(drawn, async (scene) => {
    if (await doneAndUndone(name, scene)) done++
  }), { numRuns })
  expect(done, `${name} was refused nearly always`).toBeGreaterThanOrEqual(numRuns / 6)
}

/** Does and undoes one deed, and does it again by undoing that; false when it was refused, which must change nothing. */
function doneAndUndone(name: string, scene: Scene): Promise<boolean> {
  return inWorld(scene, async (world, input) => {
    const start = await world.look()
    const before = await world.contents()
    const done = await unlessRefused(() => doTool(name, input, world.ports))
    if (done === undefined) {
      expect(await world.look()).toEqual(start)
      return false
    }
    const after = await world.contents()
    if (done.tool.undo === undefined) await scene.byHand?.(world, done)
    const undone = await undoTool(done, world.ports)
    if (scene.isReversal === true) expect(await world.contents()).toEqual(before)
    else expect(await world.look()).toEqual(start)
    const again = undone === undefined || reversalOf(undone) === undefined ? undefined : await undoTool(undone, world.ports)
    if (again === undefined) return true
    expect(await world.contents()).toEqual(after)
    await undoTool(again, world.ports)
    expect(await world.contents()).toEqual(before)
    return true
  })
}

/** Draws worlds until `wanted` deeds of a tool take place, and kills each of them before and after every operation. */
export async function expectTruth(name: string, drawn: Scenes, wanted: number): Promise<void> {
  let tried = 0
  for (const scene of fc.sample(drawn, wanted * 12)) {
    const whole = await wholeDeed(name, scene)
    if (whole === undefined || (toolNamed(name).check !== undefined && whole.changesNothing)) continue
    const told = new Set<Told>()
    for (let step = 0; step <= whole.operations; step++) told.add(await killedAfter(name, scene, step, whole))
    if (toolNamed(name).check === undefined) expect(told).toEqual(new Set(['done again']))
    else expect([...told]).toEqual(expect.arrayContaining(['yes', 'no']))
    if (++tried === wanted) return
  }
  expect.unreachable(`${name} was refused nearly always`)
}

type Told = 'yes' | 'no' | 'can not tell' | 'done again'

interface Whole {
  readonly changesNothing: boolean
  readonly operations: number
  readonly contents: unknown
}

function wholeDeed(name: string, scene: Scene): Promise<Whole | undefined> {
  return inWorld(scene, async (world, input) => unlessRefused(async () => {
    const start = await world.contents()
    const before = await prepared(name, input, world)
    const { ports, begun } = crashingPorts(world.ports, Infinity)
    await toolNamed(name).perform(input, callOf(ports, before, key))
    const contents = await world.contents()
    return { operations: begun(), contents, changesNothing: isDeepStrictEqual(start, contents) }
  })).then((whole) => (whole === false ? undefined : whole))
}

/** Kills one deed after a number of operations; what `check` says must be so, and the deed can be finished and undone. */
async function killedAfter(name: string, scene: Scene, step: number, whole: Whole): Promise<Told> {
  const tool = toolNamed(name)
  const told = await inWorld(scene, async (world, input): Promise<Told> => {
    const [start, contents] = [await world.look(), await world.contents()]
    const before = await prepared(name, input, world)
    const died = await tool.perform(input, callOf(crashingPorts(world.ports, step).ports, before, key)).then(() => false, isDeath)
    expect(died || step === whole.operations, `step ${step}`).toBe(true)
    const isDone = world.isDone?.() ?? isDeepStrictEqual(await world.contents(), whole.contents)
    const call = callOf(world.ports, before, key)
    const found = tool.check === undefined ? undefined : await tool.check(input, call).catch((error: unknown) => declined(world, error))
    if (found === 'can not tell') {
      await tool.perform(input, call).catch(() => undefined)
      expect(world.isDone?.(), 'It is not done twice.').toBe(isDone)
      return found
    }
    expect(found !== undefined || tool.idempotent, `${name} can neither tell nor be done again`).toBe(true)
    if (found !== undefined) expect({ step, happened: found.happened }).toEqual({ step, happened: isDone })
    const output = journaled((found?.happened === true ? found.output : await tool.perform(input, call)) ?? null)
    if (world.isDone === undefined) expect(await world.contents()).toEqual(whole.contents)
    else expect(world.isDone()).toBe(true)
    const answer = found === undefined ? 'done again' : found.happened ? 'yes' : 'no'
    if (tool.undo === undefined) return answer
    await undoTool({ tool, input, before, output }, world.ports)
    if (scene.isReversal === true) expect(await world.contents()).toEqual(contents)
    else expect(await world.look()).toEqual(start)
    return answer
  })
  return told === false ? 'no' : told
}

/** A tool that can not know may say so, where its world allows that; it must never guess. */
function declined(world: DeedWorld, error: unknown): 'can not tell' {
  if (world.mayDecline === true) return 'can not tell'
  throw error
}

/** A fault that says that the deed was done, but not how it ended, is what a crash looks like to a tool that catches it. */
function isDeath(error: unknown): boolean {
  if (error instanceof Crash) return true
  if (error instanceof Error && /^(?:It was written, but could not be read back|The message (?:was moved|went out), but)/.test(error.message)) return true
  throw error
}

async function prepared(name: string, input: JsonObject, world: DeedWorld): Promise<Json> {
  return journaled((await toolNamed(name).prepare?.(input, callOf(world.ports, null, key))) ?? null)
}

async function inWorld<T>(scene: Scene, use: (world: DeedWorld, input: JsonObject) => Promise<T>): Promise<T | false> {
  const world = await scene.open()
  try {
    const input = await scene.input(world)
    return input === undefined ? false : await use(world, input)
  } finally {
    await world.close()
  }
}
