import type { Skill } from '../terms/skill.ts'
import { ExportParts } from './to-xstate/export-parts.ts'
import { printCode } from './to-xstate/print-code.ts'
import { machineNodes } from './to-xstate/machine-nodes.ts'

/**
 * Gives a skill as the text of an ES module that exports an XState 5 machine, for a program that uses XState alone.
 *
 * Tools, sub-skills and questions are actors to provide by name: `machine.provide({ actors: { 'file.list': fromPromise(...) } })`.
 * Conditions and values stay CEL: `expressions.evaluate` reads plain paths and is there to be replaced. Permissions, tries,
 * undo and evidence are the engine's and are only told in `meta`.
 */
export function toXstate(skill: Skill): string {
  const parts = new ExportParts(skill)
  const machine = {
    id: '(skill)',
    ...(skill.description !== '' && { description: skill.description }),
    context: { code: `({ input }) => ({ input: { ...${JSON.stringify(parts.defaults(skill.inputs))}, ...input }, vars: ${JSON.stringify(parts.defaults(skill.vars))}, results: {}, error: null, end: null })` },
    output: { code: '({ context }) => context.end' },
    ...machineNodes(parts, skill),
  }
  const setup = { actors: parts.actors(), guards: parts.guards(), actions: parts.actions(), delays: parts.delays() }
  return `${head(skill)}\n${helpers}\nexport const machine = setup(${printCode(setup)}).createMachine(${printCode(machine)})\n\nexport default machine\n`
}

function head(skill: Skill): string {
  const title = skill.title.replace(/[\r\n\u2028\u2029]+/gu, ' ').replaceAll('*/', '* /')
  return `/* The skill "${skill.name}" as an XState machine: ${title} */\nimport { assign, cancel, fromPromise, raise, setup } from 'xstate'\n`
}

const helpers = String.raw`/** Evaluates the CEL in the machine. This one reads paths such as look.files; put a CEL library in its place for more. */
export const expressions = {
  evaluate(cel, scope) {
    const parts = cel.trim().split('.')
    if (!parts.every((part) => /^[A-Za-z_]\w*$/.test(part))) throw new Error('Provide expressions.evaluate to work out: ' + cel)
    return parts.reduce((value, part) => (value != null && Object.hasOwn(value, part) ? value[part] : null), scope)
  },
}

/** The names an expression may use. */
function scopeOf({ context, event }) {
  return { ...context.results, input: context.input, vars: context.vars, error: context.error, event: { name: event.type, data: event.data ?? null } }
}

/** Fills the expressions in a template: { cel } for a value, { text } for a text with expressions in it. */
function fill(template, scope) {
  if (Array.isArray(template)) return template.map((item) => fill(item, scope))
  if (template === null || typeof template !== 'object') return template
  if ('$cel' in template) return expressions.evaluate(template.$cel, scope)
  if ('$text' in template) return template.$text.map((part) => (typeof part === 'string' ? part : String(fill(part, scope) ?? ''))).join('')
  return Object.fromEntries(Object.entries(template).map(([key, value]) => [key, fill(value, scope)]))
}

/** Milliseconds of a duration: a number of seconds, or a text such as 5m. */
function milliseconds(value) {
  if (typeof value === 'number') return value * 1000
  const units = { ms: 1, s: 1000, m: 60000, h: 3600000, d: 86400000, w: 604800000 }
  return [...String(value).matchAll(/(\d+(?:\.\d+)?)(ms|[smhdw])/g)].reduce((sum, [, count, unit]) => sum + count * units[unit], 0)
}

function toProvide(name) {
  return fromPromise(async () => {
    throw new Error('Provide an actor for "' + name + '".')
  })
}
`
