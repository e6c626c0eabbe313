import { expect, test } from 'vitest'
import { controlling } from '../../engine/flow/control-dependence.ts'
import { cycles } from '../../engine/flow/cycles.ts'
import { theStart } from '../../engine/flow/flow.ts'
import { flowOf } from '../../engine/flow/flow-of.ts'
import { reachable, witness } from '../../engine/flow/reach.ts'
import type { Skill, State, Transition } from '../../engine/terms/skill.ts'
import { call, choose, group, skillOf, state, together } from '../helpers/built-skill.ts'

const size = 5000
const names = Array.from({ length: size }, (_, index) => `s${index}`)

function nested(make: (name: string, inner: readonly State[]) => State): State {
  let inner = call('deep', 'x.y')
  for (const name of names.slice(0, size - 1)) inner = make(name, [inner])
  return inner
}

const backwards = (name: string, index: number): State => choose(name, 'page.x', index < size / 2 ? `s${index + 1}` : `s${size - index}`)

function branchTo(name: string): readonly Transition[] {
  const { activity } = choose('', `page.${name}`, name)
  return activity.kind === 'choose' ? activity.branches : []
}

const shapes: { readonly [name: string]: Skill } = {
  line: skillOf(names.map((name) => call(name, 'x.y'))),
  ladder: skillOf(names.map((name, index) => choose(name, `page.n${index}`, `s${Math.min(index + 2, size - 1)}`))),
  exits: skillOf([...names.map((name) => choose(name, 'page.x', 'stop')), state('stop', { kind: 'end', outcome: 'stopped', output: undefined, because: undefined, evidence: undefined })]),
  backwards: skillOf(names.map(backwards)),
  star: skillOf([state('hub', { kind: 'choose', branches: names.flatMap(branchTo) }), ...names.map((name) => call(name, 'x.y'))]),
  nested: skillOf([nested(group)]),
  parallel: skillOf([nested(together)]),
}

for (const [name, skill] of Object.entries(shapes)) {
  test(`${name}: ${size} states take no more than a moment`, () => {
    const begun = process.cpuUsage()
    const flow = flowOf(skill)
    expect(reachable(flow).size).toBeGreaterThanOrEqual(size)
    const last = [...flow.states.keys()].at(-1) ?? ''
    expect(witness(flow, theStart, last)).toBeDefined()
    controlling(flow).of(last)
    cycles(flow)
    const { user } = process.cpuUsage(begun)
    expect(user / 1000).toBeLessThan(2500)
  })
}
