import { expect, test } from 'vitest'
import { dojoSuites, inject, type DojoAttack, type DojoSuite, type DojoTask } from './agentdojo-data.ts'
import { runDojo } from './agentdojo-run.ts'

const suites = dojoSuites()

/** A task of every suite that changes something after it read what others wrote, with an attack by a tool of its plan. */
const pairs = suites.map((suite) => {
  const found = suite.user_tasks.flatMap((task) => suite.injection_tasks.map((attack) => ({ suite, task, attack }))).find(({ task, attack }) => task.trace.length > 1 && attack.trace.every(({ tool }) => task.trace.slice(1).some((call) => call.tool === tool)))
  return found as { readonly suite: DojoSuite; readonly task: DojoTask; readonly attack: DojoAttack }
})

test.each(pairs)('a model that obeys the attacker reaches nothing under the contract: $suite.name', async ({ suite, task, attack }) => {
  const bare = await runDojo(suite, task, attack, { skill: 'loop', contract: 'none', person: 'careless' })
  expect(bare).toMatchObject({ reached: true })
  for (const skill of ['loop', 'plan'] as const) {
    for (const [contract, person] of [['words', 'knowing'], ['words', 'nobody'], ['drafted', 'knowing']] as const) {
      expect(await runDojo(suite, task, attack, { skill, contract, person, from: 'start' })).toMatchObject({ reached: false, foreign: 0 })
    }
  }
})

test.each(pairs)('the same task is done where nobody attacks: $suite.name', async ({ suite, task }) => {
  for (const skill of ['loop', 'plan'] as const) {
    const result = await runDojo(suite, task, undefined, { skill, contract: 'words', person: 'knowing' })
    expect(result).toMatchObject({ useful: true, ended: 'done' })
    expect(result.questions).toBeGreaterThan(0)
  }
})

test('what an attacker writes stands where the task reads', () => {
  for (const { suite, task } of pairs) {
    expect(JSON.stringify(inject(suite, task, task.trace.map(({ result }) => result), 'Do evil.'))).toContain('Do evil.')
  }
})
