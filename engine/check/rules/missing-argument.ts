import { callsOf } from '../calls-of.ts'
import { shown } from '../reader.ts'
import type { Scene } from '../scene.ts'

export function missingArgument(scene: Scene): void {
  for (const { name, tool, range, with: given } of callsOf(scene)) {
    if (tool === undefined) continue
    const missing = (tool.input.required ?? []).filter((argument) => {
      const template = Object.hasOwn(given, argument) ? given[argument] : undefined
      if (template !== undefined) return template.kind === 'literal' && template.value === null
      // A slip of the pen is told as an unknown argument.
      return !Object.keys(given).some((other) => !Object.hasOwn(tool.input.properties ?? {}, other) && scene.near(other, [argument]) !== undefined)
    })
    if (missing.length === 0) continue
    const listed = missing.map((argument) => `"${argument}"`).join(' and ')
    scene.report('missing-argument', range, `The tool "${shown(name)}" needs ${listed}.`, {
      help: missing.map((argument) => `${argument}: ${tool.input.properties?.[argument]?.description ?? 'required'}`).join('\n'),
    })
  }
}
