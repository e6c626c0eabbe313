import { expect, test } from 'vitest'
import { someTool, startSkill, testWorld } from '../helpers/test-world.ts'
import { plainState } from '../helpers/plain-state.ts'

const loops: { readonly [name: string]: string } = {
  'calls and variables': `
vars: { n: { type: number, default: 0 } }
states:
  put: { call: put, with: { n: "\${ vars.n }" } }
  count: { set: { n: "\${ vars.n + 1 }" }, next: put }
`,
  'raised events and delays that are cancelled': `
states:
  go: { entry: { raise: [a, { event: b, after: 1h, id: b }] }, call: put }
  back: { entry: { cancel: b }, next: go }
`,
  'an each, a group and a caught failure': `
states:
  all: { each: "\${ [1, 2] }", call: put }
  group: { states: { one: { call: put }, two: { call: bad, catch: [{ keep: 1 }] } }, next: all }
`,
}

test.each(Object.keys(loops))('what a run holds in memory does not grow with its steps: %s', async (name) => {
  const sizes: number[] = []
  let calls = 0
  const put = someTool('put', () => {
    calls++
    if (calls === 600 || calls === 1200) sizes.push(plainState(handle.state).length - handle.state.trace.length)
    if (calls > 1200) handle.pause()
    return calls
  })
  const bad = someTool('bad', () => {
    throw new Error('no')
  })
  const handle = await startSkill(testWorld([put, bad]), `limits: { steps: 100000 }\n${loops[name]}`)
  await handle.rest
  expect(sizes).toHaveLength(2)
  expect(Math.abs((sizes[1] as number) - (sizes[0] as number))).toBeLessThan(20)
})
