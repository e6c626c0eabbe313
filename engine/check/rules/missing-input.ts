import { runsOf } from '../calls-of.ts'
import { shown } from '../reader.ts'
import type { Scene } from '../scene.ts'

export function missingInput(scene: Scene): void {
  for (const { name, range, with: given } of runsOf(scene)) {
    const inputs = scene.world.skill?.(name)?.inputs ?? {}
    const missing = Object.keys(inputs).filter((input) => inputs[input]?.default === undefined && !Object.hasOwn(given, input))
    if (missing.length === 0) continue
    scene.report('missing-input', range, `The skill "${shown(name)}" needs ${missing.map((input) => `"${input}"`).join(' and ')}.`, { help: 'Give it under "with:".' })
  }
  for (const test of scene.skill.tests) {
    const { inputs } = scene.skill
    const missing = Object.keys(inputs).filter((input) => inputs[input]?.default === undefined && !Object.hasOwn(test.given, input))
    if (missing.length === 0) continue
    const range = scene.places.entry(test, 'name')?.value.range ?? test.range
    scene.report('missing-input', range, `The test does not give ${missing.map((input) => `"${input}"`).join(' and ')}.`, { help: 'Give it under "given:", or state a default for the input.' })
  }
}
