import { callsOf } from '../calls-of.ts'
import { shown } from '../reader.ts'
import { namesHelp, renameFix, type Scene } from '../scene.ts'

export function unknownArgument(scene: Scene): void {
  for (const { name, tool, range, with: given } of callsOf(scene)) {
    const more = tool?.input.additionalProperties
    if (tool === undefined || more === true || typeof more === 'object') continue
    const names = Object.keys(tool.input.properties ?? {})
    for (const argument of Object.keys(given)) {
      if (names.includes(argument)) continue
      const place = scene.places.keyRange(given, argument, range)
      const near = scene.near(argument, names.filter((other) => !Object.hasOwn(given, other)))
      scene.report('unknown-argument', place, `The tool "${shown(name)}" has no argument "${shown(argument)}".`, {
        help: namesHelp('Arguments', names, near),
        fix: renameFix(place, near),
      })
    }
  }
}
