import { checkValue } from '../../expression/check-value.ts'
import type { Json, JsonObject, JsonSchema } from '../../terms/json.ts'
import type { Tool } from '../../terms/tool.ts'
import { shown } from '../reader.ts'
import type { Scene } from '../scene.ts'

/** What a test may answer for a tool; kept, since a schema is compiled when it is first used. */
const lenient = new WeakMap<Tool, JsonSchema>()

export function testWrongAnswer(scene: Scene): void {
  for (const test of scene.skill.tests) {
    for (const [name, answer] of Object.entries(test.answers)) {
      const tool = toolOf(scene, name)
      if (tool === undefined) continue
      const schema = lenient.get(tool) ?? withoutRequired(tool.output)
      lenient.set(tool, schema)
      const fault = turnsOf(answer).map((turn) => faultOf(turn, schema)).find((found) => found !== undefined)
      if (fault !== undefined) scene.report('test-wrong-answer', scene.places.valueRange(test.answers, name, test.range), `The tool "${shown(tool.name)}" would never answer so: ${fault}.`)
    }
  }
}

/** Answers are by tool, or by the state that calls it. */
function toolOf(scene: Scene, name: string): Tool | undefined {
  const activity = scene.byName.get(name)?.state.activity
  if (activity === undefined) return scene.world.tools(name)
  const called = activity.kind === 'each' && activity.single ? activity.body[0]?.activity : activity
  return called?.kind === 'call' ? scene.world.tools(called.tool) : undefined
}

/** A list of more than one answers call after call. */
function turnsOf(answer: Json): readonly Json[] {
  return Array.isArray(answer) && answer.length > 1 ? answer : [answer]
}

function faultOf(answer: Json, schema: JsonSchema): string | undefined {
  const error = isObject(answer) && Object.keys(answer).length === 1 ? answer['error'] : undefined
  if (isObject(error)) return undefined
  const [fault] = checkValue(schema, Array.isArray(answer) && answer.length === 1 && schema.type === 'array' ? (answer[0] ?? null) : answer)
  return fault === undefined ? undefined : `${fault.path === '' ? 'the answer' : `"${fault.path}"`} ${fault.message}`
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A test may leave out what it does not care for. */
function withoutRequired(schema: JsonSchema): JsonSchema {
  const { required: _required, properties, items, ...rest } = schema
  return {
    ...rest,
    ...(properties === undefined ? {} : { properties: Object.fromEntries(Object.entries(properties).map(([name, property]) => [name, withoutRequired(property)])) }),
    ...(items === undefined ? {} : { items: withoutRequired(items) }),
  }
}
