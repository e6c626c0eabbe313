import type { DocumentNode } from '../terms/document.ts'
import type { Json } from '../terms/json.ts'

/** Gives the value that a node stands for. Objects have no prototype, so a key can not reach one. */
export function plainValue(node: DocumentNode): Json {
  switch (node.kind) {
    case 'scalar':
      return node.value
    case 'list':
      return node.items.map(plainValue)
    case 'map': {
      const object = Object.create(null) as { [key: string]: Json }
      for (const entry of node.entries) object[entry.key] = plainValue(entry.value)
      return object
    }
  }
}
