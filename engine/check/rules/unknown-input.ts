import { runsOf } from '../calls-of.ts'
import { shown } from '../reader.ts'
import { namesHelp, renameFix, type Scene } from '../scene.ts'

const slot = /\{([^{}]*)\}/g

export function unknownInput(scene: Scene): void {
  for (const { name, range, with: given } of runsOf(scene)) {
    const inputs = scene.world.skill?.(name)?.inputs
    if (inputs === undefined) continue
    for (const input of Object.keys(given)) {
      if (Object.hasOwn(inputs, input)) continue
      const place = scene.places.keyRange(given, input, range)
      const near = scene.near(input, Object.keys(inputs))
      scene.report('unknown-input', place, `The skill "${shown(name)}" has no input "${shown(input)}".`, { help: namesHelp('Inputs', Object.keys(inputs), near), fix: renameFix(place, near) })
    }
  }
  checkExamples(scene)
}

/** The slots of examples name inputs. */
function checkExamples(scene: Scene): void {
  const entry = scene.places.entry(scene.skill, 'examples')
  const nodes = entry === undefined ? [] : entry.value.kind === 'list' ? entry.value.items : [entry.value]
  const inputs = Object.keys(scene.skill.inputs)
  for (const node of nodes) {
    if (node.kind !== 'scalar' || typeof node.value !== 'string') continue
    for (const match of node.value.matchAll(slot)) {
      const name = (match[1] ?? '').trim()
      if (inputs.includes(name)) continue
      scene.report('unknown-input', node.range, `The example has a slot "{${shown(name)}}", but the skill has no such input.`, { help: namesHelp('Inputs', inputs, scene.near(name, inputs)) })
    }
  }
}
