import type { Json } from '../../terms/json.ts'
import type { State } from '../../terms/skill.ts'
import { templateJson, templatesJson, type ExportParts } from './export-parts.ts'
import type { Printable } from './print-code.ts'

/** Gives the `invoke` of a state that does something: a call, a sub-skill, a question or a loop. */
export function invokeOf(parts: ExportParts, state: State, ways: { readonly done: Printable; readonly failed: Printable }): Printable {
  const { src, input } = sourceOf(state)
  const given = `(given) => fill(${JSON.stringify(input)}, scopeOf(given))`
  return { id: `(${state.name})`, src: parts.actor(src), input: usesExpressions(input) ? { code: given } : input, onDone: ways.done, onError: ways.failed }
}

function sourceOf({ activity }: State): { readonly src: string; readonly input: Json } {
  switch (activity.kind) {
    case 'call':
      return { src: activity.tool, input: templatesJson(activity.with) }
    case 'run':
      return activity.skill.kind === 'literal' ? { src: `skill ${String(activity.skill.value)}`, input: templatesJson(activity.with) } : { src: 'skill', input: { skill: templateJson(activity.skill), with: templatesJson(activity.with) } }
    case 'ask':
      return { src: 'ask', input: { text: activity.text === undefined ? '' : templateJson(activity.text), form: activity.form as Json } }
    case 'confirm':
      return { src: 'confirm', input: { text: templateJson(activity.text) } }
    case 'think':
      return { src: 'think', input: { question: templateJson(activity.question), given: templatesJson(activity.given), answer: activity.answer as Json } }
    case 'each':
      return { src: `each ${activity.as}`, input: { items: templateJson(activity.items), at_once: templateJson(activity.atOnce), states: activity.body.map((one) => one.name) } }
    default:
      return { src: activity.kind, input: {} }
  }
}

function usesExpressions(value: Json): boolean {
  if (value === null || typeof value !== 'object') return false
  if (Array.isArray(value)) return value.some(usesExpressions)
  return Object.hasOwn(value, '$cel') || Object.hasOwn(value, '$text') || Object.values(value).some(usesExpressions)
}
