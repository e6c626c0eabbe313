import type { Templates } from '../../terms/skill.ts'
import type { Tool } from '../../terms/tool.ts'
import { callsOf } from '../calls-of.ts'
import { givenTemplate } from '../report-origin.ts'
import { shown } from '../reader.ts'
import type { Scene } from '../scene.ts'

export function missingArgument(scene: Scene): void {
  for (const { name, tool, range, with: given } of callsOf(scene)) {
    if (tool === undefined) continue
    const missing = (tool.input.required ?? []).filter((argument) => lacks(scene, tool, given, argument)).map((argument) => ({ words: `"${argument}"`, arguments: [argument] }))
    const groups = tool.oneOf.filter((group) => group.every((argument) => lacks(scene, tool, given, argument))).map((group) => ({ words: `one of ${group.map((argument) => `"${argument}"`).join(' and ')}`, arguments: group }))
    const lost = [...missing, ...groups]
    if (lost.length === 0) continue
    scene.report('missing-argument', range, `The tool "${shown(name)}" needs ${lost.map(({ words }) => words).join(' and ')}.`, {
      help: lost.flatMap((one) => one.arguments).map((argument) => `${argument}: ${tool.input.properties?.[argument]?.description ?? 'required'}`).join('\n'),
    })
  }
}

/** Tells whether a call does not say an argument. A slip of the pen is told as an unknown argument. */
function lacks(scene: Scene, tool: Tool, given: Templates, argument: string): boolean {
  if (givenTemplate(given, argument) !== undefined) return false
  return Object.hasOwn(given, argument) || !Object.keys(given).some((other) => !Object.hasOwn(tool.input.properties ?? {}, other) && scene.near(other, [argument]) !== undefined)
}
