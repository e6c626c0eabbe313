import { checkExpression } from '../../expression/check-expression.ts'
import { fieldType } from '../../expression/static-type.ts'
import type { DocumentNode, ScalarNode } from '../../terms/document.ts'
import { walkState } from '../cels-of.ts'
import type { Environment } from '../environment.ts'
import { shown } from '../reader.ts'
import type { Scene } from '../scene.ts'

const dotted = /^([a-z_]\w*)\.([A-Za-z_]\w*)(?:\.[A-Za-z_]\w*)*/

export function bareTextExpression(scene: Scene): void {
  for (const { state, machine } of scene.states) {
    walkState(state, {
      cel: () => undefined,
      value: (template) => {
        if (template?.kind !== 'literal') return
        for (const node of textsIn(scene.places.node(template))) checkText(scene, node, String(node.value), scene.environments.inside(machine))
      },
    })
  }
}

function checkText(scene: Scene, node: ScalarNode, text: string, environment: Environment): void {
  const [path, name = '', field = ''] = dotted.exec(text) ?? []
  const type = path === undefined ? undefined : environment.get(name)
  if (path === undefined || type === undefined || Object.keys(type).length === 0 || 'known' in fieldType(type, field)) return
  const whole = checkExpression(text, (other) => environment.get(other)).faults.length === 0
  const rest = text.slice(path.length)
  if (!whole && !/^[/ ,;:]/.test(rest)) return
  const better = whole ? `\${ ${text} }` : `\${ ${path} }${rest}`
  scene.report('bare-text-expression', node.range, `"${shown(text)}" is taken as it stands; "${shown(path)}" is not looked up.`, {
    help: `To look it up, write "${shown(better)}".`,
    fix: { title: 'Make it an expression', edits: [{ range: node.range, text: JSON.stringify(better) }] },
  })
}

function textsIn(node: DocumentNode | undefined): ScalarNode[] {
  if (node === undefined) return []
  if (node.kind === 'scalar') return typeof node.value === 'string' && node.value.length < 200 ? [node] : []
  return node.kind === 'list' ? node.items.flatMap(textsIn) : node.entries.flatMap((entry) => textsIn(entry.value))
}
