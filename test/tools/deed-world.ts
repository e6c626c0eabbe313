import fc from 'fast-check'
import { memoryFiles } from '../../engine/adapters/memory-files.ts'
import { ToolError } from '../../engine/terms/tool.ts'
import type { JsonObject } from '../../engine/terms/json.ts'
import type { FileSystem, ToolPorts } from '../../engine/terms/ports.ts'
import { doTool, portsOf, reversalOf, type Done } from './tool-world.ts'

/** Where a deed is done, and how it is looked at. */
export interface DeedWorld {
  readonly ports: ToolPorts
  /** All that can be told apart, times of change included. */
  look(): Promise<unknown>
  /** The same without what a clock sets. */
  contents(): Promise<unknown>
  /** Tells whether the deed took place, where that is not seen by its contents alone. */
  isDone?(): boolean
  /** The tool may say that it can not tell. */
  readonly mayDecline?: boolean
  close(): Promise<void>
}

/** One world and one deed in it, to be opened as often as is needed. */
export interface Scene {
  open(): Promise<DeedWorld>
  /** `undefined`: there is nothing to do in this world. */
  input(world: DeedWorld): Promise<JsonObject | undefined>
  /** Undoing it does a deed again, so times of change may be others. */
  readonly isReversal?: true
  /** What a person would do by hand to take back a deed that has no undo. */
  byHand?(world: DeedWorld, done: Done): Promise<void>
}

export type Scenes = fc.Arbitrary<Scene>

/** Worlds and deeds by the name of the tool. */
export interface DeedTable {
  readonly [tool: string]: readonly Scenes[]
}

/** Makes scenes from what is drawn; a failed case shows what was drawn. */
export function scenes<Given, World extends DeedWorld>(
  given: fc.Arbitrary<Given>,
  open: (given: Given) => Promise<World>,
  input: (given: Given, world: World) => JsonObject | undefined | Promise<JsonObject | undefined>,
): Scenes {
  return given.map((one) => ({ open: () => open(one), input: async (world) => input(one, world as World), [fc.toStringMethod]: () => fc.stringify(one) }))
}

/** Makes scenes of a tool that takes others back: the other deed is done first, and what reverses it is the deed. */
export function reversing(tool: string, other: string, from: readonly Scenes[]): readonly Scenes[] {
  return from.map((one) => one.map((scene) => ({
    isReversal: true as const,
    open: () => scene.open(),
    input: async (world: DeedWorld) => {
      const input = await scene.input(world)
      const done = input === undefined ? undefined : await unlessRefused(() => doTool(other, input, world.ports))
      const reversal = done === undefined ? undefined : reversalOf(done)
      return reversal?.tool === tool ? reversal.input : undefined
    },
    [fc.toStringMethod]: () => `after ${other}: ${fc.stringify(scene)}`,
  })))
}

/** Gives `undefined` for a deed that says that it changed nothing. */
export async function unlessRefused<T>(deed: () => Promise<T>): Promise<T | undefined> {
  try {
    return await deed()
  } catch (error) {
    if (error instanceof ToolError) return undefined
    throw error
  }
}

/** A world of files below `/d`, of a trash and of facts, all in memory. Of a trash only what lies in it counts, since each deed gives it another name there. */
export async function memoryWorld(tree: { readonly [path: string]: string | Uint8Array | object }, facts: JsonObject = {}): Promise<DeedWorld> {
  let time = Date.UTC(2026, 4, 1)
  const files = memoryFiles({ '/d': {}, '/home': {}, ...tree } as Parameters<typeof memoryFiles>[0], { now: () => (time += 1001) })
  const ports = portsOf(files)
  for (const [key, value] of Object.entries(facts)) await ports.memory.set(key, value)
  const look = async (stamp: (modified: number) => string): Promise<unknown> => ({
    files: await treeIn(files, '/d', stamp),
    trash: [...(await treeIn(files, '/home', () => '')).values()].filter((what) => what !== 'folder').sort(),
    facts: await ports.memory.all(),
  })
  return { ports, look: () => look((modified) => ` ${modified}`), contents: () => look(() => ''), close: async () => undefined }
}

async function treeIn(files: FileSystem, folder: string, stamp: (modified: number) => string): Promise<Map<string, string>> {
  const tree = new Map<string, string>()
  for (const { path, kind, modified } of [...(await files.list(folder))].sort((a, b) => (a.path < b.path ? -1 : 1))) {
    if (kind === 'folder') for (const [inner, what] of [[`${path}/`, 'folder'] as const, ...(await treeIn(files, path, stamp))]) tree.set(inner, what)
    else tree.set(path, Buffer.from(await files.read(path)).toString('base64') + stamp(modified))
  }
  return tree
}
