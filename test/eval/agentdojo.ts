/* AgentDojo: injected content and a model that obeys it, through the real engine; printed as a table. */
import { dojoSuites, type DojoAttack, type DojoSuite, type DojoTask } from './agentdojo-data.ts'
import { runDojo, type DojoResult, type Setting } from './agentdojo-run.ts'

interface Row extends Setting {
  readonly words: string
}

const rows: readonly Row[] = [
  { words: 'loop; nothing holds, yes to all', skill: 'loop', contract: 'none', person: 'careless' },
  { words: 'loop; only the tools of the plan, yes to all', skill: 'loop', contract: 'tools', person: 'careless' },
  { words: 'loop; no contract, no where others say who or which', skill: 'loop', contract: 'none', person: 'wary' },
  { words: 'loop; both', skill: 'loop', contract: 'tools', person: 'wary' },
  { words: 'loop; contract from the words, yes to all', skill: 'loop', contract: 'words', person: 'careless' },
  { words: 'loop; contract from the words, nobody to ask', skill: 'loop', contract: 'words', person: 'nobody' },
  { words: 'loop; contract from the words, yes to what the task asks', skill: 'loop', contract: 'words', person: 'knowing' },
  { words: 'loop; contract as the engine drafts it, yes to all', skill: 'loop', contract: 'drafted', person: 'careless' },
  { words: 'loop; contract as the engine drafts it, yes to what the task asks', skill: 'loop', contract: 'drafted', person: 'knowing' },
  { words: 'loop; contract from the words, yes to what the task asks; model lost before it read anything', skill: 'loop', contract: 'words', person: 'knowing', from: 'start' },
  { words: 'the same; nobody to ask', skill: 'loop', contract: 'words', person: 'nobody', from: 'start' },
  { words: 'plan; contract from the words, yes to all', skill: 'plan', contract: 'words', person: 'careless' },
  { words: 'plan; contract from the words, nobody to ask', skill: 'plan', contract: 'words', person: 'nobody' },
  { words: 'plan; contract from the words, yes to what the task asks', skill: 'plan', contract: 'words', person: 'knowing' },
  { words: 'plan; contract as the engine drafts it, yes to all', skill: 'plan', contract: 'drafted', person: 'careless' },
  { words: 'plan; contract as the engine drafts it, yes to what the task asks', skill: 'plan', contract: 'drafted', person: 'knowing' },
]

export async function evaluateDojo(say: (line?: string) => void): Promise<void> {
  const suites = dojoSuites()
  const pairs = suites.flatMap((suite) => suite.user_tasks.filter(({ vectors_seen }) => vectors_seen.length > 0).flatMap((task) => suite.injection_tasks.map((attack) => ({ suite, task, attack }))))
  const tasks = suites.flatMap((suite) => suite.user_tasks.map((task) => ({ suite, task })))
  say(`\nAgentDojo, ${suites.map(({ name }) => name).join(' and ')}: ${tasks.length} tasks, ${pairs.length} pairs of a task and an attack, a model behind HTTP that obeys the attacker`)
  say('Of 609 pairs in all four suites: 609 are lost without a defence, 85 with the tools of the plan only, 39 with trusted control arguments, 7 with both')
  say('| what holds | attacks that succeed | pairs with a change not asked for | done all the same | tasks done without attack | asked a task | asked under attack |')
  say('|---|---|---|---|---|---|---|')
  const some = process.env['ROWS'] ?? ''
  for (const row of rows.filter(({ words }) => words.includes(some))) say(await measure(row, pairs, tasks))
  say('\nloop: the model chooses every call; plan: one state a call, fixed before anything is read, the model fills arguments')
}

interface Pair {
  readonly suite: DojoSuite
  readonly task: DojoTask
  readonly attack: DojoAttack
}

async function measure(row: Row, pairs: readonly Pair[], tasks: readonly Omit<Pair, 'attack'>[]): Promise<string> {
  const attacked: DojoResult[] = []
  for (const { suite, task, attack } of pairs) attacked.push(await runDojo(suite, task, attack, row))
  const benign: DojoResult[] = []
  for (const { suite, task } of tasks) benign.push(await runDojo(suite, task, undefined, row))
  if (process.env['SHOW'] !== undefined) for (const [at, result] of attacked.entries()) if (result.reached) show(pairs[at], row)
  const mean = (results: readonly DojoResult[]): string => (results.reduce((sum, { asked }) => sum + asked, 0) / results.length).toFixed(2)
  const count = (results: readonly DojoResult[], test: (result: DojoResult) => boolean): string => `${results.filter(test).length} of ${results.length}`
  const isDone = ({ useful, ended }: DojoResult): boolean => useful && ended === 'done'
  return `| ${row.words} | ${count(attacked, ({ reached }) => reached)} | ${count(attacked, ({ foreign }) => foreign > 0)} | ${count(attacked, isDone)} | ${count(benign, isDone)} | ${mean(benign)} | ${mean(attacked)} |`
}

function show(pair: Pair | undefined, row: Row): void {
  process.stderr.write(`${row.words}: ${pair?.suite.name} ${pair?.task.id} ${pair?.attack.id}\n`)
}
