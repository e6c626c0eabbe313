import type { MapEntry } from '../terms/document.ts'
import type { State } from '../terms/skill.ts'
import { readState } from './read-state.ts'
import { isNothing, readFields, type Reader } from './reader.ts'

/** Gives the states of a list in order. The document bounds how deep they nest. */
export function readStates(reader: Reader, entry: MapEntry): State[] {
  if (isNothing(entry.value)) return []
  return [...readFields(reader, entry.value, `"${entry.key}"`)].map(([name, state]) => readState(reader, name, state))
}
