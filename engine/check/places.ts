import type { DocumentNode, MapEntry, MapNode, ScalarNode } from '../terms/document.ts'
import type { Range } from '../terms/position.ts'
import type { Cel } from '../terms/skill.ts'

/**
 * Remembers which part of the file each part of a skill was read from. A skill is plain data that can be cached; what
 * only the checker needs (where a key stands, how a text is quoted) is kept here, beside it.
 */
export class Places {
  readonly #nodes = new Map<object, DocumentNode>()
  readonly #indexes = new Map<MapNode, ReadonlyMap<string, MapEntry>>()
  readonly #cels = new Map<Cel, { readonly node: ScalarNode; readonly start: number }>()

  /** Remembers that `part` was read from `node`, and gives the part. */
  remember<Part extends object>(part: Part, node: DocumentNode | undefined): Part {
    if (node !== undefined) this.#nodes.set(part, node)
    return part
  }

  /** Remembers that the text of `cel` begins at `start` inside the value of `node`. */
  rememberCel(cel: Cel, node: ScalarNode, start: number): Cel {
    this.#cels.set(cel, { node, start })
    return cel
  }

  node(part: object): DocumentNode | undefined {
    return this.#nodes.get(part)
  }

  cel(cel: Cel): { readonly node: ScalarNode; readonly start: number } | undefined {
    return this.#cels.get(cel)
  }

  /** Gives the entry that `path` leads to, from key to key, out of the map that `part` was read from. */
  entry(part: object, ...path: readonly string[]): MapEntry | undefined {
    let node = this.#nodes.get(part)
    let found: MapEntry | undefined
    for (const key of path) {
      found = node?.kind === 'map' ? this.#find(node, key) : undefined
      node = found?.value
    }
    return found
  }

  #find(map: MapNode, key: string): MapEntry | undefined {
    if (map.entries.length < 20) return map.entries.find((entry) => entry.key === key)
    const index = this.#indexes.get(map) ?? new Map(map.entries.map((entry) => [entry.key, entry]))
    this.#indexes.set(map, index)
    return index.get(key)
  }

  /** Gives the stretch of the key `key` in `part`; `other` when it has no such key. */
  keyRange(part: object, key: string, other: Range): Range {
    return this.entry(part, key)?.keyRange ?? other
  }

  /** Gives the stretch of the value of `key` in `part`; `other` when it has no such key. */
  valueRange(part: object, key: string, other: Range): Range {
    return this.entry(part, key)?.value.range ?? other
  }
}
