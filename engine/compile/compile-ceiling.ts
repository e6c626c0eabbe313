import { compileTemplate } from '../expression/compile-template.ts'
import type { Json, JsonObject } from '../terms/json.ts'
import type { Skill } from '../terms/skill.ts'
import type { Machine } from './machine.ts'
import { bindingsOf, type Slots } from './scope.ts'
import { noValues } from './values.ts'

const inputOnly: Slots = { byState: new Map(), result: 0, item: undefined, outer: undefined }

/**
 * Gives the function that works out the bounds of `uses:` for the inputs of a run. A bound that can not be worked out
 * allows nothing: it is left out, and an empty list of bounds admits no value.
 */
export function compileCeiling(skill: Skill): Machine['ceiling'] {
  const uses = (skill.uses ?? []).map((use) => ({
    ...use,
    bounds: Object.entries(use.bounds).map(([argument, templates]) => ({ argument, templates: templates.map((template) => compileTemplate(template, bindingsOf(inputOnly))) })),
  }))
  return (env) => {
    const scope = { now: 0, values: noValues, env, event: undefined, error: undefined, result: undefined }
    const tools = new Map<string, Record<string, readonly string[]>>()
    for (const use of uses.filter((one) => one.kind === 'tool')) {
      const bounds: Record<string, readonly string[]> = {}
      for (const { argument, templates } of use.bounds) bounds[argument] = templates.flatMap((template) => boundTexts(() => template.evaluate(scope)))
      tools.set(use.name, bounds)
    }
    return { tools, skills: new Set([...uses.filter((one) => one.kind === 'skill').map((one) => one.name), ...handedIn(skill, env.input)]) }
  }
}

/** A skill that the person hands in through an input of format `skill` is one they named themselves. */
function handedIn(skill: Skill, input: JsonObject): readonly string[] {
  return Object.entries(skill.inputs).flatMap(([name, { format }]) => (format === 'skill' && typeof input[name] === 'string' ? [input[name]] : []))
}

function boundTexts(evaluate: () => Json): readonly string[] {
  try {
    const value = evaluate()
    return (Array.isArray(value) ? value : [value]).filter((one): one is string => typeof one === 'string' && one !== '')
  } catch {
    return []
  }
}
