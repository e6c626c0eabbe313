/* What the exported machine names: actors, guards, actions and delays. Owns: one name for each, and its code. */
import { parseDuration } from '../../expression/parse-duration.ts'
import type { Json, JsonSchema } from '../../terms/json.ts'
import type { Actions, Skill, State, Target, Template, Templates } from '../../terms/skill.ts'
import { needsDoor, resumes, statesOf } from '../doors.ts'
import type { Printable } from './print-code.ts'

type Table = { readonly [name: string]: Printable }

export class ExportParts {
  private readonly used = new Set<string>()
  private readonly delayed: Record<string, Printable> = {}
  private readonly raised: Record<string, Printable> = {}
  private readonly doors: ReadonlyMap<string, string>

  constructor(skill: Skill) {
    this.doors = new Map(statesOf(skill.states).filter(needsDoor).map((state) => [state.name, `${state.name}?`]))
  }

  /** The node that a target names: the question in front of a state that may be passed over. */
  doorOf(state: State): string {
    return this.doors.get(state.name) ?? state.name
  }

  targets(targets: readonly Target[]): Printable {
    const ids = targets.map(({ state }) => `#${this.doors.get(state) ?? state}`)
    return ids.length === 1 ? (ids[0] as string) : ids
  }

  insideOf(state: State): string {
    return resumes(state) ? `#${state.name}$last` : `#${state.name}`
  }

  actor(name: string): string {
    this.used.add(name)
    return name
  }

  /** Names a delay by the state it belongs to. */
  delay(name: string, template: Template): string {
    const literal = template.kind === 'literal' ? literalDelay(template.value) : undefined
    this.delayed[name] = literal ?? { code: `(given) => milliseconds(fill(${JSON.stringify(templateJson(template))}, scopeOf(given)))` }
    return name
  }

  /** Milliseconds from the moment to a time. */
  until(name: string, template: Template): string {
    this.delayed[name] = { code: `(given) => Math.max(0, new Date(fill(${JSON.stringify(templateJson(template))}, scopeOf(given))).getTime() - Date.now())` }
    return name
  }

  /** `set`, `cancel` and `raise`, in this order. `owner` names the state. */
  deeds(actions: Actions, owner: string): Printable[] {
    const result: Printable[] = []
    if (Object.keys(actions.set).length > 0) result.push({ type: 'set', params: { vars: templatesJson(actions.set) } })
    for (const id of actions.cancel) {
      this.raised[`cancel ${id}`] = { code: `cancel(${JSON.stringify(id)})` }
      result.push({ type: `cancel ${id}` })
    }
    for (const one of actions.raise) {
      const params = { event: one.event, data: templatesJson(one.data) }
      if (one.after === undefined) {
        result.push({ type: 'raise', params })
        continue
      }
      const type = `raise ${one.event} from ${owner} (${Object.keys(this.raised).length + 1})`
      const delay = this.delay(type, one.after)
      this.raised[type] = { code: `raise((given, params) => ({ type: params.event, data: fill(params.data, scopeOf(given)) }), { id: ${JSON.stringify(one.id ?? type)}, delay: ${JSON.stringify(delay)} })` }
      result.push({ type, params })
    }
    return result
  }

  defaults(properties: { readonly [name: string]: JsonSchema }): Json {
    return Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, schema.default ?? null]))
  }

  actors(): Table {
    return Object.fromEntries([...this.used].map((name) => [name, { code: `toProvide(${JSON.stringify(name)})` }]))
  }

  guards(): Table {
    return {
      holds: { code: '(given, params) => expressions.evaluate(params.cel, scopeOf(given)) === true' },
      answered: { code: '({ event }, params) => event.output === params.answer' },
      caught: { code: "(given, params) => (params.code.length === 0 || params.code.includes(given.event.error?.code ?? 'crashed')) && (params.cel === null || expressions.evaluate(params.cel, { ...scopeOf(given), error: given.event.error }) === true)" },
    }
  }

  actions(): Table {
    const keep = (value: string) => `assign(({ context, event }, params) => ({ results: { ...context.results, [params.state]: ${value} } }))`
    return {
      keepResult: { code: keep('event.output ?? null') },
      keepEvent: { code: keep('event.data ?? null') },
      keepValue: { code: keep('fill(params.value, scopeOf({ context, event }))') },
      handOn: { code: keep('context.results[params.from] ?? null') },
      collect: { code: keep('Object.fromEntries(params.branches.map((branch) => [branch, context.results[branch] ?? null]))') },
      keepError: { code: 'assign(({ event }, params) => ({ error: { code: params?.code ?? event.error?.code ?? \'crashed\', message: String(event.error?.message ?? \'\') } }))' },
      set: { code: 'assign(({ context, event }, params) => ({ vars: Object.entries(params.vars).reduce((vars, [name, value]) => ({ ...vars, [name]: fill(value, scopeOf({ context: { ...context, vars }, event })) }), context.vars) }))' },
      end: { code: 'assign(({ context, event }, params) => ({ end: { outcome: params.outcome, output: fill(params.output, scopeOf({ context, event })), because: fill(params.because, scopeOf({ context, event })) } }))' },
      raise: { code: 'raise((given, params) => ({ type: params.event, data: fill(params.data, scopeOf(given)) }))' },
      ...this.raised,
    }
  }

  delays(): Table {
    return this.delayed
  }
}

function literalDelay(value: Json): number | undefined {
  if (typeof value === 'number') return value * 1000
  return typeof value === 'string' ? parseDuration(value) : undefined
}

/** A template as data: `{ $cel }` for an expression, `{ $text }` for a text with expressions in it. */
export function templateJson(template: Template): Json {
  switch (template.kind) {
    case 'literal':
      return template.value
    case 'expression':
      return { $cel: template.cel.text }
    case 'text':
      return { $text: template.parts.map((part) => (typeof part === 'string' ? part : { $cel: part.text })) }
    case 'list':
      return template.items.map(templateJson)
    case 'object':
      return templatesJson(template.fields)
  }
}

export function templatesJson(templates: Templates): Json {
  return Object.fromEntries(Object.entries(templates).map(([name, template]) => [name, templateJson(template)]))
}
