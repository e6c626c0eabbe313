import { expect, test } from 'vitest'
import { runSkill, testWorld } from '../helpers/test-world.ts'

test('a variable without a default begins as null', async () => {
  const text = 'chela: 1\nname: begin\nvars: { place: string, count: { type: integer, default: 3 } }\nstates:\n  done: { end: done, output: "${ [vars.place, vars.count] }" }\n'
  expect((await runSkill(testWorld([]), text)).output).toEqual([null, 3])
})
