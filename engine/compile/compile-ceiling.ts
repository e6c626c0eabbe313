import { compileTemplate } from '../expression/compile-template.ts'
import type { Json } from '../terms/json.ts'
import { isUntrusted } from '../terms/label.ts'
import type { Skill, Template } from '../terms/skill.ts'
import type { Machine } from './machine.ts'
import { bindingsOf, type Env, type MachineScope, type Slots } from './scope.ts'
import { fieldLabels, noValues } from './values.ts'

const inputOnly: Slots = { byState: new Map(), result: 0, item: undefined, outer: undefined }

/**
 * Gives the function that works out the bounds of `uses:` for the inputs of a run. A bound that can not be worked out
 * allows nothing: it is left out, and an empty list of bounds admits no value.
 */
export function compileCeiling(skill: Skill): Machine['ceiling'] {
  const uses = (skill.uses ?? []).map((use) => ({
    ...use,
    bounds: Object.entries(use.bounds).map(([argument, templates]) => ({ argument, templates: templates.map(compileBound) })),
  }))
  return (env) => {
    const scope = { now: 0, values: noValues, env, event: undefined, error: undefined, result: undefined }
    const tools = new Map<string, Record<string, readonly string[]>>()
    for (const use of uses.filter((one) => one.kind === 'tool')) {
      const bounds: Record<string, readonly string[]> = {}
      for (const { argument, templates } of use.bounds) bounds[argument] = templates.flatMap((template) => boundTexts(() => template(scope)))
      tools.set(use.name, bounds)
    }
    return { tools, skills: new Set([...uses.filter((one) => one.kind === 'skill').map((one) => one.name), ...handedIn(skill, env)]) }
  }
}

/** A skill that the person hands in through an input of format `skill` is one they named themselves. */
function handedIn(skill: Skill, { input, origins }: Env): readonly string[] {
  return Object.entries(skill.inputs).flatMap(([name, { format }]) => {
    const given = Object.hasOwn(input, name) ? input[name] : undefined
    return format === 'skill' && typeof given === 'string' && !isUntrusted(fieldLabels(origins, name)) ? [given] : []
  })
}

/** A text that one of its expressions leaves empty names another, wider place than was meant: it can not be worked out. */
function compileBound(template: Template): (scope: MachineScope) => Json {
  const whole = compileTemplate(template, bindingsOf(inputOnly))
  if (template.kind !== 'text') return (scope) => whole.evaluate(scope)
  const parts = template.parts.flatMap((cel) => (typeof cel === 'string' ? [] : [compileTemplate({ kind: 'expression', cel, range: cel.range }, bindingsOf(inputOnly))]))
  return (scope) => (parts.some((part) => ['', null].includes(part.evaluate(scope) as string | null)) ? null : whole.evaluate(scope))
}

function boundTexts(evaluate: () => Json): readonly string[] {
  try {
    const value = evaluate()
    return (Array.isArray(value) ? value : [value]).filter((one): one is string => typeof one === 'string' && one !== '')
  } catch {
    return []
  }
}
