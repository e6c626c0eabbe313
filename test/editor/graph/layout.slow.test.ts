import type { ElkNode } from 'elkjs/lib/elk-api.js'
import Elk from 'elkjs/lib/elk.bundled.js'
import { expect, test } from 'vitest'
import { graphOf } from '../../../editor/graph/graph-of.ts'
import { layoutInput } from '../../../editor/graph/layout-input.ts'
import { placeNodes, type LayoutResult } from '../../../editor/graph/place-nodes.ts'
import { viewSkill } from '../../../editor/rules/skill-view.ts'
import { knowledge, shippedSkills } from '../../helpers/editor-knowledge.ts'
import { smallSkill } from '../../helpers/odd-skills.ts'

test('ELK lays out what it is given: no two nodes of a group overlap, and each lies inside its group', async () => {
  const elk = new Elk()
  for (const text of [...[...shippedSkills.values()].slice(0, 4), ...Array.from({ length: 12 }, (_, seed) => smallSkill(seed))]) {
    const graph = graphOf(viewSkill(text, knowledge), [])
    const result: LayoutResult = await elk.layout(layoutInput(graph) as unknown as ElkNode)
    const placed = placeNodes(graph, result)
    for (const a of placed) {
      const holder = placed.find(({ node }) => node.id === a.node.parent)
      if (holder !== undefined) expect([a.x >= 0, a.y >= 0, a.x + a.width <= holder.width, a.y + a.height <= holder.height]).toEqual([true, true, true, true])
      for (const b of placed) {
        if (a === b || a.node.parent !== b.node.parent) continue
        expect(a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y, `${a.node.id} and ${b.node.id}`).toBe(true)
      }
    }
  }
})
