import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import type { ShelfOptions } from '../host/kept-shelf.ts'
import type { Shelf } from '../host/open-shelf.ts'
import { ChelaError } from '../terms/failure.ts'
import type { ExitCode } from './exit-codes.ts'
import { clean, type Output } from './output.ts'

/** Options that every command has. */
export interface CommonOptions {
  readonly json?: boolean
  readonly home?: string
  readonly tools?: readonly string[]
}

/** One use of a command: what was typed, and where to say things. */
export interface Call<Options = CommonOptions> {
  readonly args: readonly string[]
  /** All that was typed after the command, options included: for command lines to copy. */
  readonly words: readonly string[]
  readonly options: CommonOptions & Options
  readonly output: Output
}

/** A command: does its work and gives the exit code. May throw ChelaError. */
export type Command<Options = CommonOptions> = (call: Call<Options>) => Promise<ExitCode>

/** Gives which shelf a call is about; of the words `beside` those count that are paths. */
export function shelfOptions({ options: { home, tools } }: Call<unknown>, beside: readonly string[]): ShelfOptions {
  return { ...(home !== undefined && { home }), ...(tools !== undefined && { toolFiles: tools }), beside: beside.filter((one) => /[\\/]|\.ya?ml$/.test(one)) }
}

/** Opens the shelf for a call, and tells of tool files that could not be used; one that was named throws. */
export async function shelfFor(call: Call<unknown>, beside: readonly string[] = []): Promise<Shelf> {
  // Loaded when it is needed: it holds all tools, and the code that checks.
  const { openShelf } = await import('../host/open-shelf.ts')
  const { tools } = call.options
  const shelf = await openShelf(shelfOptions(call, beside))
  for (const { path, problem, help } of shelf.toolFaults) {
    if (tools?.some((file) => resolve(file) === path) === true) throw new ChelaError(existsSync(path) ? 'bad-tool' : 'usage', problem, { help })
    call.output.tell(`chela: ${clean(problem)}`)
    call.output.tell(`  ${clean(help)}`)
  }
  return shelf
}
