/* The gold calls of a task as a skill: with the ids as they are, or with the rows looked up by what the words name. */
import type { Json, JsonObject } from '../../engine/terms/json.ts'
import { corpusRows } from '../helpers/corpora.ts'
import { selectionOf } from './workbench-select.ts'
import { tableFacts, type WorkTables } from './workbench-tables.ts'
import { searchOf } from './workbench-tools.ts'

export interface WorkCall {
  readonly tool: string
  readonly args: { readonly [name: string]: string }
}

export interface WorkTask {
  readonly id: string
  readonly query: string
  readonly answer: readonly WorkCall[]
}

export interface WorkTrace {
  readonly id: string
  readonly side_effects_match_gold: boolean
  readonly calls: readonly { readonly tool: string; readonly args: JsonObject }[]
}

export function workTasks(): readonly WorkTask[] {
  return corpusRows<WorkTask>('workbench/tasks.jsonl')
}

export function workTraces(): readonly WorkTrace[] {
  return corpusRows<WorkTrace>('workbench/observed_traces.jsonl')
}

/** One state a call. */
export function literalSkill({ answer }: WorkTask): string {
  const states = answer.map(({ tool, args }, index) => [`call_${index}`, { call: tool, with: plain(args) }] as const)
  return skillText(Object.fromEntries(states))
}

/** The rows are looked for: no id stands in the text. Undefined: for some rows nothing in the words tells which. */
export function lookingSkill({ answer, query }: WorkTask, tables: WorkTables): string | undefined {
  const states: Record<string, Json> = {}
  for (const [index, { tool, id, rest, ids }] of groupsOf(answer).entries()) {
    const area = tool.split('.')[0] as string
    if (id === undefined) {
      states[`do_${index}`] = { call: tool, with: plain(rest) }
      continue
    }
    const look = `look_${index}`
    const rows = selectionOf(area, tables.rows(area), ids, query, `${look}.rows`)
    if (rows === undefined) return undefined
    states[look] = { call: searchOf[area] as string }
    states[`do_${index}`] = { each: rows, as: 'row', call: tool, with: { ...plain(rest), [id]: `\${row[${JSON.stringify(id)}]}` } }
  }
  return skillText(states)
}

interface Group {
  readonly tool: string
  /** The argument that says which row; undefined: there is none. */
  readonly id: string | undefined
  readonly ids: readonly string[]
  readonly rest: WorkCall['args']
}

/** Puts calls together that do the same to several rows. */
function groupsOf(calls: readonly WorkCall[]): readonly Group[] {
  const groups: Group[] = []
  for (const { tool, args } of calls) {
    const id = tableFacts[tool.split('.')[0] as string]?.id as string
    const row = args[id]
    const rest = Object.fromEntries(Object.entries(args).filter(([name]) => name !== id))
    const at = row === undefined ? -1 : groups.findIndex((group) => group.id !== undefined && group.tool === tool && JSON.stringify(group.rest) === JSON.stringify(rest))
    if (at < 0) groups.push({ tool, id: row === undefined ? undefined : id, ids: row === undefined ? [] : [row], rest })
    else groups[at] = { ...(groups[at] as Group), ids: [...(groups[at] as Group).ids, row as string] }
  }
  return groups
}

function skillText(states: JsonObject): string {
  return JSON.stringify({ chela: 1, name: 'task', title: 'The task', states: { ...states, finish: { end: 'done' } } }, null, 1)
}

function plain(args: WorkCall['args']): { readonly [name: string]: string } {
  return Object.fromEntries(Object.entries(args).map(([name, value]) => [name, String(value).replaceAll('${', () => '$${')]))
}
