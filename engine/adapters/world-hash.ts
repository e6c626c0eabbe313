import { createHash } from 'node:crypto'
import { statSync } from 'node:fs'
import type { Tool } from '../terms/tool.ts'

/**
 * Gives a hash that changes with the promises of the tools, and whenever one of the files at `paths` is added, removed or
 * written, also where its time was put back afterwards. Reads none of them.
 */
export function worldHash(tools: readonly Tool[], paths: readonly string[]): string {
  const hash = createHash('sha256').update(JSON.stringify(tools.map((tool) => [tool, Object.keys(tool)])))
  for (const path of paths) {
    const facts = statSync(path, { throwIfNoEntry: false, bigint: true })
    hash.update(`\0${path}\0${facts?.ino}\0${facts?.size}\0${facts?.mtimeNs}\0${facts?.ctimeNs}`)
  }
  return hash.digest('hex').slice(0, 32)
}
