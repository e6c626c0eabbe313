import { patternOf } from '../../expression/pattern.ts'
import type { JsonSchema } from '../../terms/json.ts'
import { reportFaults } from '../cel-faults.ts'
import type { Scene } from '../scene.ts'

export function slowPattern(scene: Scene): void {
  reportFaults(scene, 'slow-pattern', 'slow-pattern')
  const { inputs, vars } = scene.skill
  const seen = new Set<JsonSchema>()
  const activities = scene.states.map(({ state }) => state.activity)
  const forms = activities.flatMap((activity) => (activity.kind === 'ask' ? Object.values(activity.form) : activity.kind === 'think' ? [activity.answer] : []))
  const waiting: JsonSchema[] = [...Object.values(inputs), ...Object.values(vars), ...forms]
  for (let schema = waiting.pop(); schema !== undefined; schema = waiting.pop()) {
    if (seen.has(schema)) continue
    seen.add(schema)
    checkPattern(scene, schema)
    waiting.push(...partsOf(schema))
  }
}

function checkPattern(scene: Scene, schema: JsonSchema): void {
  const entry = scene.places.entry(schema, 'pattern')
  if (schema.pattern === undefined || entry === undefined) return
  const { fault } = patternOf(schema.pattern)
  if (fault !== undefined) scene.report('slow-pattern', entry.value.range, fault, { help: 'Look-around and back references are not possible; most patterns can be written without.' })
}

function partsOf(schema: JsonSchema): JsonSchema[] {
  const more = typeof schema.additionalProperties === 'object' ? [schema.additionalProperties] : []
  const single = [schema.items, schema.not].filter((part) => part !== undefined)
  return [...Object.values(schema.properties ?? {}), ...more, ...single, ...(schema.oneOf ?? []), ...(schema.anyOf ?? []), ...(schema.allOf ?? [])]
}
