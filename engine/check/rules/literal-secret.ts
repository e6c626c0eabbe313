import type { DocumentNode } from '../../terms/document.ts'
import { secretIn } from '../secrets.ts'
import type { Scene } from '../scene.ts'

export function literalSecret(scene: Scene): void {
  const seen = new Set<DocumentNode>()
  const visit = (node: DocumentNode, key: string | undefined): void => {
    if (seen.has(node)) return
    seen.add(node)
    if (node.kind === 'map') for (const entry of node.entries) visit(entry.value, entry.key)
    else if (node.kind === 'list') for (const item of node.items) visit(item, key)
    else if (typeof node.value === 'string') {
      const kind = secretIn(node.value, key)
      if (kind !== undefined) scene.report('literal-secret', node.range, `This looks like ${kind}.`, { help: 'Take it out of the file, make it an input without a default, and change it where it is used: it may have been seen.' })
    }
  }
  if (scene.document.root !== undefined) visit(scene.document.root, undefined)
}
