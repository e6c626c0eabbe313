import { expect, test } from 'vitest'
import { MemoryRunStore } from '../../engine/adapters/memory-run-store.ts'
import { rehearse } from '../../engine/run/rehearse.ts'
import { skillText, someTool, testWorld } from '../helpers/test-world.ts'

const skill = skillText(`
inputs: { name: string }
states:
  look: { call: look, with: { name: "\${ input.name }" } }
  put: { call: put, with: { to: "\${ look.place }" } }
  finish: { end: done, output: "\${ put }" }
`)

test('with examples a rehearsal reads nothing and does nothing, and still tells the deeds', async () => {
  const met: string[] = []
  const noting = (name: string) => () => (met.push(name), {})
  const tools = [
    someTool('look', noting('look'), { output: { type: 'object', properties: { place: { type: 'string', minLength: 3 } }, required: ['place'] } }),
    someTool('put', noting('put'), { class: 'reversible', rehearse: 'overlay', control: { to: 'id' }, output: { type: 'object', properties: { moved: { type: 'boolean' } }, required: ['moved'] } }),
  ]
  const world = testWorld(tools)
  const told = await rehearse(world, { skill, input: { name: 'x' }, ports: world.ports, store: new MemoryRunStore(), examples: true })
  expect(met).toEqual([])
  expect(told.deeds.map(({ tool }) => tool)).toEqual(['put'])
  expect(told.outcome).toBe('done')
  await rehearse(world, { skill, input: { name: 'x' }, ports: world.ports, store: new MemoryRunStore() }).catch(() => undefined)
  expect(met).toContain('look')
})
