/* WorkBench: office tasks as skills on tables in memory, through the real engine; the tables afterwards are compared. */
import type { CheckedText } from '../../engine/load-skill.ts'
import { makeWorld } from '../../engine/make-world.ts'
import { Runner } from '../../engine/run/runner.ts'
import { hashText } from '../../engine/terms/hash.ts'
import { ToolError } from '../../engine/terms/tool.ts'
import { testWorld } from '../helpers/test-world.ts'
import { WorkTables } from './workbench-tables.ts'
import { isChange, workToolbox } from './workbench-tools.ts'
import { literalSkill, lookingSkill, workTasks, workTraces, type WorkTask } from './workbench-skill.ts'

export interface WorkResult {
  readonly ended: string
  /** The tables are as the gold calls leave them. */
  readonly exact: boolean
  /** Rows that are other than before and other than after the gold calls. */
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
  const before = new Set(gold.lines())
  for (const { tool, args } of answer) gold.change(tool, args)
  const wanted = gold.lines()
  const lines = tables.lines()
  const known = new Set([...wanted, ...before])
  return { exact: lines.join('\n') === wanted.join('\n'), beside: lines.filter((line) => !known.has(line)).length }
}

/** Tells of how many recorded runs the tables say the same as those who recorded them. */
export function traceAgreement(): { readonly same: number; readonly of: number } {
  const tasks = new Map(workTasks().map((task) => [task.id, task]))
  const traces = workTraces().filter(({ id }) => tasks.has(id))
  const same = traces.filter(({ id, calls, side_effects_match_gold }) => {
    const tables = new WorkTables()
    for (const { tool, args } of calls) {
      try {
        if (isChange(tool)) tables.change(tool, args)
      } catch (error) {
        if (!(error instanceof ToolError)) throw error
      }
    }
    return compared(tasks.get(id) as WorkTask, tables).exact === side_effects_match_gold
  })
  return { same: same.length, of: traces.length }
}

export async function evaluateWork(say: (line?: string) => void): Promise<void> {
  const tasks = workTasks()
  const { same, of } = traceAgreement()
  say(`\nWorkBench: ${tasks.length} tasks (${tasks.filter(({ answer }) => answer.length === 0).length} of them with nothing to do); the tables here agree with ${same} of ${of} recorded runs about what was right`)
  say('| the task as | can be written | exact outcome | with other changes beside | asked a task |')
  say('|---|---|---|---|---|')
  const fresh = new WorkTables()
  say(await measure('one state a call', tasks, literalSkill))
  const busy = tasks.filter(({ answer }) => answer.length > 0)
  say(await measure('one state a call, only tasks with something to do', busy, literalSkill))
  const pointing = tasks.filter(({ answer }) => answer.some(({ args }) => Object.keys(args).some((name) => name.endsWith('_id'))))
  say(await measure('rows found by what the words name, only tasks with ids', pointing, (task) => lookingSkill(task, fresh)))
  say('Exact outcome of GPT-4 in the paper: 46 %')
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
