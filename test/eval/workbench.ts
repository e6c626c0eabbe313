/* WorkBench: office tasks as skills on tables in memory, through the real engine; the tables afterwards are compared. */
import type { CheckedText } from '../../engine/terms/checked-text.ts'
import { makeWorld } from '../../engine/make-world.ts'
import { Runner } from '../../engine/run/runner.ts'
import { hashText } from '../../engine/terms/hash.ts'
import { canonicalJson } from '../../engine/terms/json.ts'
import { ToolError } from '../../engine/terms/tool.ts'
import { testWorld } from '../helpers/test-world.ts'
import { composeWork, slips, type Slip } from './workbench-compose.ts'
import { WorkTables } from './workbench-tables.ts'
import { isChange, workToolbox } from './workbench-tools.ts'
import { literalSkill, lookingSkill, workTasks, workTraces, type WorkTask, type WorkTrace } from './workbench-skill.ts'

export interface WorkResult {
  readonly ended: string
  /** The tables are as the gold calls leave them. */
  readonly exact: boolean
  /** Rows that came or went though they should not. */
  readonly beside: number
  readonly asked: number
}

const cache = new Map<string, CheckedText>()

/** Runs a skill for a task on fresh tables; the person agrees to all. */
export async function runWork(task: WorkTask, text: string): Promise<WorkResult> {
  const tables = new WorkTables()
  let asked = 0
  const { tools: _tools, machine: _machine, ...parts } = testWorld([])
  const person = { ask: async () => {
    asked++
    return { kind: 'yes', span: 'once' } as const
  } }
  const world = makeWorld({ ...parts, cache, person, toolbox: workToolbox(tables, () => {}) })
  const handle = await new Runner(world).start({ skill: { name: 'task', text, hash: hashText(text) }, input: {} })
  const { status } = await handle.rest
  return { ended: status, asked, ...compared(task, tables) }
}

function compared({ answer }: WorkTask, tables: WorkTables): Pick<WorkResult, 'exact' | 'beside'> {
  const gold = new WorkTables()
  for (const { tool, args } of answer) gold.change(tool, args)
  const wanted = gold.changes()
  const changes = tables.changes()
  return { exact: changes.join('\n') === wanted.join('\n'), beside: changes.filter((line) => !wanted.includes(line)).length }
}

/**
 * Tells of how many recorded runs the tables say the same as those who recorded them; `wanted`: of the others, those that
 * did the very calls wanted and were held to be wrong all the same.
 */
export function traceAgreement(): { readonly same: number; readonly wanted: number; readonly of: number } {
  const tasks = new Map(workTasks().map((task) => [task.id, task]))
  const traces = workTraces().filter(({ id }) => tasks.has(id))
  const others = traces.filter((trace) => exactByTrace(tasks.get(trace.id) as WorkTask, trace) !== trace.side_effects_match_gold)
  const wanted = others.filter((trace) => callsOf(trace.calls) === callsOf((tasks.get(trace.id) as WorkTask).answer))
  return { same: traces.length - others.length, wanted: wanted.length, of: traces.length }
}

function exactByTrace(task: WorkTask, { calls }: WorkTrace): boolean {
  const tables = new WorkTables()
  for (const { tool, args } of calls) {
    try {
      if (isChange(tool)) tables.change(tool, args)
    } catch (error) {
      if (!(error instanceof ToolError)) throw error
    }
  }
  return compared(task, tables).exact
}

function callsOf(calls: WorkTrace['calls']): string {
  return calls.filter(({ tool }) => isChange(tool)).map(({ tool, args }) => `${tool} ${canonicalJson(args)}`).sort().join('\n')
}

export async function evaluateWork(say: (line?: string) => void): Promise<void> {
  const tasks = workTasks()
  const { same, wanted, of } = traceAgreement()
  say(`\nWorkBench: ${tasks.length} tasks (${tasks.filter(({ answer }) => answer.length === 0).length} of them with nothing to do); the tables here agree with ${same} of ${of} recorded runs about what was right; ${wanted} of the others did the very calls wanted`)
  say('| the task as | can be written | exact outcome | with other changes beside | asked a task |')
  say('|---|---|---|---|---|')
  const fresh = new WorkTables()
  say(await measure('one state a call', tasks, literalSkill))
  const busy = tasks.filter(({ answer }) => answer.length > 0)
  say(await measure('one state a call, only tasks with something to do', busy, literalSkill))
  const pointing = tasks.filter(({ answer }) => answer.some(({ args }) => Object.keys(args).some((name) => name.endsWith('_id'))))
  say(await measure('rows found by what the words name, only tasks with ids', pointing, (task) => lookingSkill(task, fresh)))
  say('\nThe same tasks written by a model behind HTTP that knows the calls; its text is checked and faults go back')
  say('| its first text | sound in the end | exact outcome | with other changes beside | mean texts |')
  say('|---|---|---|---|---|')
  for (const slip of slips) say(await composed(slip, tasks, fresh))
  say('\nThe calls are given here. GPT-4, which had to choose them, came to the exact outcome in 46 % of all tasks in the paper')
}

async function composed(slip: Slip, tasks: readonly WorkTask[], fresh: WorkTables): Promise<string> {
  const toolbox = workToolbox(fresh, () => {})
  const results: WorkResult[] = []
  let rounds = 0
  for (const task of tasks.filter((_, place) => slip === 'none' || place % 5 === 0)) {
    const written = await composeWork(task.query, lookingSkill(task, fresh) ?? literalSkill(task), slip, toolbox, slip === 'none' ? 'sloppy' : 'exact')
    rounds += written?.rounds ?? 0
    if (written !== undefined && written.faults.length === 0) results.push(await runWork(task, written.text))
  }
  const of = tasks.filter((_, place) => slip === 'none' || place % 5 === 0).length
  const right = results.filter(({ exact, ended }) => exact && ended === 'done').length
  const words = slip === 'none' ? 'sound, but sloppily sent (broken JSON, wrong types, chatter)' : slip
  return `| ${words} | ${results.length} of ${of} | ${right} of ${of} | ${results.filter(({ beside }) => beside > 0).length} of ${of} | ${(rounds / of).toFixed(2)} |`
}

async function measure(words: string, tasks: readonly WorkTask[], write: (task: WorkTask) => string | undefined): Promise<string> {
  const results: WorkResult[] = []
  for (const task of tasks) {
    const text = write(task)
    if (text !== undefined) results.push(await runWork(task, text))
    else if (process.env['SHOW'] !== undefined) process.stderr.write(`not written: ${task.id} ${task.query} ${JSON.stringify(task.answer)}\n`)
  }
  const count = (number: number): string => `${number} of ${tasks.length}`
  const asked = results.reduce((sum, result) => sum + result.asked, 0) / results.length
  return `| ${words} | ${count(results.length)} | ${count(results.filter(({ exact, ended }) => exact && ended === 'done').length)} | ${count(results.filter(({ beside }) => beside > 0).length)} | ${asked.toFixed(2)} |`
}
