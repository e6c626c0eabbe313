import { checkValue } from '../../expression/check-value.ts'
import type { JsonSchema } from '../../terms/json.ts'
import { shown } from '../reader.ts'
import type { Scene } from '../scene.ts'

export function defaultDoesNotFit(scene: Scene): void {
  const { skill } = scene
  const forms = scene.states.map(({ state }) => (state.activity.kind === 'ask' ? state.activity.form : {}))
  for (const group of [skill.inputs, skill.vars, ...forms]) {
    for (const [name, schema] of Object.entries(group)) {
      // Every variable may be null: that is how one without a default begins.
      if (group !== skill.vars || schema.default !== null) checkDefault(scene, name, schema)
    }
  }
}

function checkDefault(scene: Scene, name: string, schema: JsonSchema): void {
  const entry = scene.places.entry(schema, 'default')
  if (schema.default === undefined || entry === undefined) return
  const [fault] = checkValue(schema, schema.default)
  if (fault === undefined) return
  const where = fault.path === '' ? '' : ` (at ${fault.path})`
  scene.report('default-does-not-fit', entry.value.range, `The default of "${shown(name)}" ${fault.message}${where}.`, { help: 'Change the default or the schema.' })
}
