import { existsSync, readdirSync, realpathSync, statSync } from 'node:fs'
import { register } from 'node:module'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { foreignHands } from './foreign-hands.ts'

const ending = '.tool.mjs'
const mostFiles = 1000

/** What a tool file gave: the value it exports as default, or the sentence that says why it gave none. */
export type ToolFile = { readonly path: string; readonly value: unknown } | { readonly path: string; readonly problem: string; readonly help: string }

/**
 * Loads the `*.tool.mjs` files of a folder, sorted by name, and the files named beside it. Loading runs the code of a
 * file, with all rights of the person. A folder that is not there is empty; a file that is named and missing is a problem.
 *
 * Inside these files the name "chela" means the engine at `door`, wherever the file lies.
 */
export async function loadToolFiles(folder: string, named: readonly string[], door: string): Promise<readonly ToolFile[]> {
  const paths = [...filesIn(folder), ...named.map((path) => resolve(path))]
  if (paths.length === 0) return []
  nameTheEngine(door)
  const loaded: ToolFile[] = []
  for (const path of new Set(paths)) loaded.push(await load(path))
  return loaded
}

/** Whether loading would run the code of a file in this folder. */
export function hasToolFiles(folder: string): boolean {
  return filesIn(folder).length > 0
}

function filesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith(ending))
      .sort()
      .slice(0, mostFiles)
      .map((name) => join(folder, name))
  } catch {
    return []
  }
}

async function load(path: string): Promise<ToolFile> {
  if (!existsSync(path) || !statSync(path).isFile()) return { path, problem: `There is no tool file ${path}.`, help: 'Look at the spelling; a tool file ends in .tool.mjs.' }
  const hands = foreignHands(path)
  if (hands !== undefined) return { path, problem: `${path} ${hands}, so it was not loaded.`, help: `Read it, then make it yours alone: chown and chmod o-w ${path}` }
  try {
    const loaded = (await import(/* @vite-ignore */ pathToFileURL(realpathSync(path)).href)) as { readonly default?: unknown }
    if (loaded.default !== undefined) return { path, value: loaded.default }
    return { path, problem: `${path} exports no tool.`, help: 'End the file with "export default defineTool({ … })".' }
  } catch (error) {
    return { path, problem: `${path} could not be loaded: ${firstLine(error)}`, help: 'Mend the file, or move it away.' }
  }
}

function firstLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error)
  return text.split('\n')[0] ?? ''
}

let named = false

function nameTheEngine(door: string): void {
  if (named || !existsSync(door)) return
  named = true
  const url = JSON.stringify(pathToFileURL(door).href)
  const hook = `export const resolve = (name, context, next) => name === 'chela' ? { url: ${url}, shortCircuit: true } : next(name, context)`
  register(`data:text/javascript,${encodeURIComponent(hook)}`)
}
