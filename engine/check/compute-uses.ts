import { literalText } from '../expression/literal-text.ts'
import { flowOf } from '../flow/flow-of.ts'
import { templateWords } from '../flow/way-words.ts'
import type { Skill, Template, Templates, Use } from '../terms/skill.ts'
import type { Tool } from '../terms/tool.ts'
import { skillNamed, type ReportWorld } from './confirm-ways.ts'
import { givenTemplate, originsOf, type OriginScope } from './report-origin.ts'
import { boundOf, exactly, fitPlace, type Place } from './report-place.ts'

/**
 * Gives the `uses:` that fits a file: each tool and skill it names, with the tightest bounds that inputs and literals can
 * express. An argument that some call leaves open has no bound, and then none that it stands for has. States that can not run
 * are counted too.
 */
export function computeUses(skill: Skill, world: ReportWorld): readonly Use[] {
  const scope: OriginScope = { skill: { ...skill, uses: undefined }, flow: flowOf(skill), tool: (name) => world.tool(name), inputs: undefined }
  const uses = new Map<string, OpenBounds>()
  for (const { key, state } of scope.flow.states.values()) {
    const { activity, undo } = state
    const calls = [...(activity.kind === 'call' ? [activity] : []), ...(undo === undefined ? [] : [undo])]
    for (const call of calls) {
      const bounds: OpenBounds = uses.get(call.tool) ?? new Map()
      uses.set(call.tool, bounds)
      const tool = world.tool(call.tool)
      if (tool !== undefined) addCall(bounds, tool, call.with, key, scope)
    }
    if (activity.kind === 'run') for (const name of skillsOf(activity.skill, key, scope)) uses.set(name, new Map())
  }
  for (const [name, bounds] of uses) openGroups(bounds, world.tool(name)?.oneOf ?? [])
  return [...uses].map(([name, bounds]) => useOf(name, bounds))
}

/** The bounds of each argument so far; `undefined`: some call leaves it open. */
type OpenBounds = Map<string, readonly Template[] | undefined>

function addCall(bounds: OpenBounds, tool: Tool, given: Templates, key: string, scope: OriginScope): void {
  for (const [argument, kind] of Object.entries(tool.control)) {
    const template = givenTemplate(given, argument)
    const others = tool.oneOf.find((group) => group.includes(argument)) ?? []
    if (template === undefined && others.some((other) => givenTemplate(given, other) !== undefined)) continue
    const start = tool.input.properties?.[argument]?.default
    const places = template !== undefined ? originsOf(template, key, scope) : typeof start === 'string' ? [exactly(start)] : undefined
    const mayBeLeftOut = others.length === 0 && places?.some((place) => mayBeNull(place, scope.skill)) === true
    bounds.set(argument, unite(bounds.has(argument) ? bounds.get(argument) : [], mayBeLeftOut ? undefined : places?.map((place) => boundOf(fitPlace(place, kind)))))
  }
}

/** An input that may be null leaves its argument out. */
function mayBeNull(place: Place, skill: Skill): boolean {
  const [only] = place.kind === 'made' && place.parts.length === 1 ? place.parts : []
  const type = only === undefined || typeof only === 'string' ? undefined : skill.inputs[only.input]?.type
  return Array.isArray(type) && type.includes('null')
}

/** A bound on one argument of a group keeps the others out, so that one that is open opens all. */
function openGroups(bounds: OpenBounds, groups: Tool['oneOf']): void {
  for (const group of groups) {
    if (group.some((argument) => bounds.has(argument) && bounds.get(argument) === undefined)) for (const argument of group) bounds.delete(argument)
  }
}

/** Gives the list as YAML lines, to be put into a file at the margin. */
export function usesText(uses: readonly Use[]): string {
  if (uses.length === 0) return 'uses: {}\n'
  const lines = uses.map(({ name, bounds }) => {
    const written = Object.entries(bounds).map(([argument, templates]) => `${argument}: ${templates.length === 1 ? quoted(templates[0] as Template) : `[${templates.map(quoted).join(', ')}]`}`)
    return `  ${name}: ${written.length === 0 ? '{}' : `{ ${written.join(', ')} }`}\n`
  })
  return `uses:\n${lines.join('')}`
}

function quoted(template: Template): string {
  if (template.kind === 'literal' && typeof template.value === 'string') return JSON.stringify(literalText(template.value))
  if (template.kind === 'text') return JSON.stringify(template.parts.map((part) => (typeof part === 'string' ? literalText(part) : `\${ ${part.text} }`)).join(''))
  return JSON.stringify(templateWords(template))
}

function unite(known: readonly Template[] | undefined, more: readonly (Template | undefined)[] | undefined): readonly Template[] | undefined {
  if (known === undefined || more === undefined || more.length === 0) return undefined
  const all = [...known]
  for (const one of more) {
    if (one === undefined) return undefined
    if (!all.some((other) => JSON.stringify(other) === JSON.stringify(one))) all.push(one)
  }
  return all
}

function useOf(name: string, bounds: ReadonlyMap<string, readonly Template[] | undefined>): Use {
  const kept = [...bounds].filter((entry): entry is [string, readonly Template[]] => entry[1] !== undefined)
  return { kind: name.includes('.') ? 'tool' : 'skill', name, bounds: Object.fromEntries(kept), range: { start: 0, end: 0 } }
}

/** The names that can be listed; a skill that an input chooses freely can not be. */
function skillsOf(template: Template, key: string, scope: OriginScope): readonly string[] {
  const literal = skillNamed(template)
  if (literal !== undefined) return [literal]
  return originsOf(template, key, scope).flatMap((place) => {
    const [only] = place.kind === 'made' && place.exact && place.parts.length === 1 ? place.parts : []
    if (only === undefined) return []
    if (typeof only === 'string') return [only]
    const schema = Object.hasOwn(scope.skill.inputs, only.input) ? scope.skill.inputs[only.input] : undefined
    return (schema?.enum ?? []).filter((one) => typeof one === 'string')
  })
}
