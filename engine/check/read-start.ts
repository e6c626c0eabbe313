import type { State } from '../terms/skill.ts'
import { readText, type Fields, type Reader } from './reader.ts'

/** Gives the name of the first state: the one `start:` names, or the first in the list. */
export function readStart(reader: Reader, fields: Fields, states: readonly State[]): string {
  return readText(reader, fields.get('start')) ?? states[0]?.name ?? ''
}
