import { expect, test } from 'vitest'
import { runWork, traceAgreement } from './workbench.ts'
import { composeWork, slips } from './workbench-compose.ts'
import { literalSkill, lookingSkill, workTasks } from './workbench-skill.ts'
import { WorkTables } from './workbench-tables.ts'
import { workToolbox } from './workbench-tools.ts'

const tasks = workTasks()
const some = tasks.filter((_, place) => place % 31 === 0)

test('a task written as one state a call leaves the tables as its calls do', async () => {
  for (const task of some) expect(await runWork(task, literalSkill(task))).toMatchObject({ ended: 'done', exact: true, beside: 0 })
})

test('rows that the words name are found without their ids', async () => {
  const pointing = tasks.filter(({ answer }) => answer.length > 1 && answer.every(({ args }) => Object.keys(args)[0]?.endsWith('_id')))
  const tables = new WorkTables()
  for (const task of pointing.filter(({ query }) => query.includes('all')).slice(0, 3)) {
    const text = lookingSkill(task, tables) as string
    for (const { args } of task.answer) expect(text).not.toContain(`"${Object.values(args)[0]}"`)
    expect(await runWork(task, text)).toMatchObject({ ended: 'done', exact: true })
  }
})

test('a call that is left out, or one more, is told from the exact outcome', async () => {
  const task = tasks.find(({ answer }) => answer.length === 2) as (typeof tasks)[number]
  expect(await runWork(task, literalSkill({ ...task, answer: task.answer.slice(1) }))).toMatchObject({ ended: 'done', exact: false, beside: 0 })
  const more = { tool: 'email.send_email', args: { recipient: 'a@example.org', subject: 's', body: 'b' } }
  expect(await runWork(task, literalSkill({ ...task, answer: [...task.answer, more] }))).toMatchObject({ ended: 'done', exact: false, beside: 1 })
})

test('the tables say of recorded runs what those say who recorded them, save for runs with the very calls wanted', () => {
  const { same, wanted, of } = traceAgreement()
  expect(of - same - wanted).toBeLessThan(of / 100)
})

test.each(slips)('a model writes the skill of a task and mends it: %s', async (slip) => {
  const task = some.find(({ answer }) => answer.length > 0) as (typeof tasks)[number]
  const written = await composeWork(task.query, literalSkill(task), slip, workToolbox(new WorkTables(), () => {}), slip === 'none' ? 'sloppy' : 'exact')
  expect(written).toMatchObject({ faults: [], rounds: slip === 'none' ? 1 : 2 })
  expect(await runWork(task, written?.text ?? '')).toMatchObject({ ended: 'done', exact: true })
})
