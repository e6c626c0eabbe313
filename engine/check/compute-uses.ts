import { flowOf } from '../flow/flow-of.ts'
import { templateWords } from '../flow/way-words.ts'
import type { Skill, Template, Use } from '../terms/skill.ts'
import { skillNamed, type ReportWorld } from './confirm-ways.ts'
import { originsOf, type OriginScope } from './report-origin.ts'
import { boundOf, fitPlace } from './report-place.ts'

/**
 * Gives the `uses:` that fits a file: each tool and skill it names, with the tightest bounds that inputs and literals can
 * express. An argument that some call leaves open has no bound. States that can not run are counted too.
 */
export function computeUses(skill: Skill, world: ReportWorld): readonly Use[] {
  const scope: OriginScope = { skill: { ...skill, uses: undefined }, flow: flowOf(skill), tool: (name) => world.tool(name), inputs: undefined }
  const uses = new Map<string, Map<string, readonly Template[] | undefined>>()
  for (const { key, state } of scope.flow.states.values()) {
    const { activity, undo } = state
    const calls = [...(activity.kind === 'call' ? [activity] : []), ...(undo === undefined ? [] : [undo])]
    for (const call of calls) {
      const bounds = uses.get(call.tool) ?? new Map<string, readonly Template[] | undefined>()
      uses.set(call.tool, bounds)
      for (const [argument, kind] of Object.entries(world.tool(call.tool)?.control ?? {})) {
        const given = Object.hasOwn(call.with, argument) ? call.with[argument] : undefined
        const places = given === undefined ? undefined : originsOf(given, key, scope).map((place) => boundOf(fitPlace(place, kind)))
        if (places === undefined && world.tool(call.tool)?.input.required?.includes(argument) !== true) continue
        bounds.set(argument, unite(bounds.has(argument) ? bounds.get(argument) : [], places))
      }
    }
    if (activity.kind === 'run') for (const name of skillsOf(activity.skill, key, scope)) uses.set(name, new Map())
  }
  return [...uses].map(([name, bounds]) => useOf(name, bounds))
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
  if (template.kind === 'literal' && typeof template.value === 'string') return JSON.stringify(plain(template.value))
  if (template.kind === 'text') return JSON.stringify(template.parts.map((part) => (typeof part === 'string' ? plain(part) : `\${ ${part.text} }`)).join(''))
  return JSON.stringify(templateWords(template))
}

/** Keeps a "${" of a text from being read as an expression. */
function plain(text: string): string {
  return text.split('${').join('$${')
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
