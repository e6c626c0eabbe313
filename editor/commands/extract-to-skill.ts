import { computeUses, summarizeSkill, toolOfFacts, usesText, writeYaml, type Json, type JsonObject } from '../../engine/index.ts'
import { viewSkill, type Knowledge, type SkillView } from '../rules/skill-view.ts'
import { listPath, pathOf } from '../rules/state-path.ts'
import { nodeAt } from '../rules/way-place.ts'
import { refuse, type Command, type Refused } from './command.ts'
import { Draft } from './draft.ts'
import { planExtract, type ExtractPlan } from './extract-plan.ts'
import { finish } from './finish.ts'
import { insertLines } from './insert-lines.ts'
import { freeName } from './names.ts'
import { removeState, startPlace, stateLines } from './state-lines.ts'

interface Extraction {
  readonly states: readonly string[]
  /** The name of the new skill, such as `sort-pictures`. */
  readonly name: string
}

/** The edits here, and the new file beside it. */
export type Extracted = (Command & { readonly skill: { readonly name: string; readonly text: string } }) | Refused

/**
 * Gives a new skill made of states that follow each other, and the edits that run it in their place. What the states read
 * becomes its inputs, what is read of them its output; both ceilings follow.
 */
export function extractToSkill(view: SkillView, { states, name }: Extraction): Extracted {
  if (!/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(name) || name.length > 64) return refuse('The name of a skill has small letters, digits and single hyphens, such as sort-pictures.')
  if (name === view.skill.name || view.knowledge.skills.has(name)) return refuse(`There is a skill "${name}" already.`)
  const plan = planExtract(view, states)
  if ('refused' in plan) return plan
  const text = skillText(view, plan, name)
  if (typeof text !== 'string') return text
  const made = viewSkill(text, view.knowledge)
  const fault = made.diagnostics.find(({ severity, code }) => severity === 'error' && code !== 'unbounded-cycle')
  if (fault !== undefined && !view.diagnostics.some(({ code }) => code === fault.code)) return refuse(`The new skill would have a fault: ${fault.message}`)
  const knowledge: Knowledge = { tools: view.knowledge.tools, skills: new Map(view.knowledge.skills).set(name, { title: name, description: '', summary: summarizeSkill(made.skill) }) }
  const command = replaced(viewSkill(view.text, knowledge), plan, name)
  return 'refused' in command ? command : { ...command, skill: { name, text } }
}

function skillText(view: SkillView, plan: ExtractPlan, name: string): string | Refused {
  const draft = new Draft(view)
  const end = freeName(view, 'finished')
  draft.splice([...plan.inner, ...plan.exits.map((range) => ({ range, text: end }))])
  const parts: string[] = []
  for (const key of plan.keys) {
    const state = draft.view.flow.states.get(key)
    const lines = state === undefined ? undefined : stateLines(draft, pathOf(draft.view, state))
    if (lines === undefined) return refuse('One of the states stands elsewhere in the file, under a "*name".')
    parts.push(lines.trimEnd())
  }
  const outputs = [...plan.outputs.keys()]
  if (plan.exits.length > 0 || outputs.length > 0) {
    const output: JsonObject = outputs.length === 0 ? {} : { output: Object.fromEntries(outputs.map((one): [string, Json] => [one, `\${ ${one} }`])) }
    parts.push(writeYaml({ [end]: { end: 'done', ...output } }))
  }
  const title = name.replaceAll('-', ' ')
  const head: { readonly [key: string]: Json } = {
    chela: 1, name, title: title.charAt(0).toUpperCase() + title.slice(1),
    ...(plan.inputs.size > 0 && { inputs: Object.fromEntries([...plan.inputs].map(([input, { schema }]) => [input, schema as Json])) }),
    ...(view.skill.limits.stepsWritten && { limits: { steps: view.skill.limits.steps } }),
  }
  const body = `states:\n${parts.join('\n\n').split('\n').map((line) => (line === '' ? '' : `  ${line}`)).join('\n')}\n`
  const without = viewSkill(`${writeYaml(head)}\n${body}`, view.knowledge)
  const world = { tool: (tool: string) => { const facts = view.knowledge.tools.get(tool); return facts === undefined ? undefined : toolOfFacts(facts) } }
  return `${writeYaml(head)}\n${usesText(computeUses(without.skill, world))}\n${body}`
}

/** Puts a state that runs the new skill in place of the states. */
function replaced(view: SkillView, plan: ExtractPlan, skill: string): Command {
  const draft = new Draft(view)
  const runs = freeName(view, skill)
  const usedBefore = usedNames(view)
  draft.splice([...plan.leads.map((range) => ({ range, text: runs })), ...[...plan.outputs.values()].flat().map(({ start }) => ({ range: { start, end: start }, text: `${runs}.` }))])
  const given: JsonObject = plan.inputs.size === 0 ? {} : { with: Object.fromEntries([...plan.inputs].map(([input, { given: value }]) => [input, value])) }
  const first = view.flow.states.get(plan.entry)
  if (first === undefined) return refuse('There are no such states.')
  insertLines(draft, listPath(view, first.parent), runs, writeYaml({ [runs]: { run: skill, ...given, ...(plan.goal !== undefined && { next: plan.goal }) } }), { before: first.state.name })
  for (const key of plan.keys) {
    const state = view.flow.states.get(key)
    if (state !== undefined) removeState(draft, pathOf(view, state))
  }
  const start = startPlace(view, first.parent)
  const names = nodeAt(draft.view, start?.path ?? [])
  if (start?.written === true && names?.kind === 'scalar' && names.value === first.state.name) draft.set(start.path, { json: runs })
  if (draft.refused === undefined && view.skill.uses !== undefined) {
    draft.set(['uses', skill], { json: {} })
    const usedNow = usedNames(draft.view)
    for (const { name } of view.skill.uses) if (usedBefore.has(name) && !usedNow.has(name)) draft.remove(['uses', name])
  }
  const tests = view.skill.tests.length === 0 ? [] : ['The tests still answer for what now happens inside the new skill: give them an answer for it instead.']
  return finish(draft, { selects: runs, ...(tests.length > 0 && { notes: tests }) })
}

function usedNames(view: SkillView): ReadonlySet<string> {
  const used = new Set<string>()
  for (const { state: { activity, undo } } of view.flow.states.values()) {
    if (activity.kind === 'call') used.add(activity.tool)
    if (activity.kind === 'run' && activity.skill.kind === 'literal') used.add(String(activity.skill.value))
    if (undo !== undefined) used.add(undo.tool)
  }
  return used
}
