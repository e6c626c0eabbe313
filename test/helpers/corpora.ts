import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ownFolder = fileURLToPath(new URL('../corpora/', import.meta.url))

/**
 * Gives the text of a file of test data. The folder in the environment variable CHELA_CORPORA goes first, file by
 * file: data that was held back is measured that way.
 */
export function corpus(name: string): string {
  const other = process.env['CHELA_CORPORA']
  const held = other === undefined ? undefined : join(other, name)
  return readFileSync(held !== undefined && existsSync(held) ? held : join(ownFolder, name), 'utf8')
}

/** Gives the rows of a file of test data that has one JSON value a line. */
export function corpusRows<Row>(name: string): Row[] {
  return corpus(name)
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as Row)
}
