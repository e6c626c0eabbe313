import { functionCatalog } from './function-catalog.ts'

/** Gives what is wrong with the number of arguments of a library function, or how a macro is written; undefined when nothing is. */
export function wrongCount(name: string, count: number): string | undefined {
  const entry = functionCatalog.get(name)
  if (entry === undefined) return undefined
  if (entry.macro) return `Write ${entry.signature}.`
  if (count >= entry.least && count <= entry.most) return undefined
  const wanted = entry.least === entry.most ? String(entry.least) : entry.most === Infinity ? `at least ${entry.least}` : `${entry.least} to ${entry.most}`
  return `${name}() takes ${wanted} argument${wanted === '1' ? '' : 's'}, not ${count}: ${entry.signature}.`
}
