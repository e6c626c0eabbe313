import type { Diagnostic } from '../terms/diagnostic.ts'
import type { Range } from '../terms/position.ts'

export type KeyFault = 'merge-key' | 'not-text-key' | 'reserved-key'

/** Gives the diagnostic for a key that a skill file can not have. */
export function faultyKey(fault: KeyFault, range: Range, key: string): Diagnostic {
  return { code: fault, severity: 'error', range, ...wording(fault, key) }
}

/** Gives the diagnostic for a key that its map has already; the first one counts. */
export function duplicateKey(key: string, range: Range): Diagnostic {
  return {
    code: 'duplicate-key',
    severity: 'error',
    range,
    message: `The key "${shorten(key)}" stands twice in this map.`,
    help: 'Keep one of them; the first one is read.',
  }
}

function wording(fault: KeyFault, key: string): { message: string; help: string } {
  switch (fault) {
    case 'merge-key':
      return { message: 'Merging a map into another with "<<" is not supported.', help: 'Write the keys out here. To use one whole value twice, write "key: *name".' }
    case 'not-text-key':
      return { message: 'A key must be text, but this is a list, a map or nothing.', help: 'Write a name, in quotes if it has special signs.' }
    case 'reserved-key':
      return { message: `"${key}" can not be used as a key.`, help: 'Choose another name.' }
  }
}

function shorten(key: string): string {
  return key.length > 60 ? `${key.slice(0, 57)}…` : key
}
