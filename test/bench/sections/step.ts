/* The price of a step: gate, expressions, checked arguments and journal on, against the same loop without any of it. */
import { Runner } from '../../../engine/run/runner.ts'
import { skillText } from '../../helpers/test-world.ts'
import { benchWorld, loopSkill, type Counter } from '../bench-world.ts'
import { interleave, workTime, type Side } from '../measure.ts'
import { addFigure, addRatio, type Section } from '../report.ts'
import { makeXStateLoop, runActor, runTransitions, type CountTool } from '../xstate-loop.ts'

const calls = 2_000

export async function measureStep(section: Section): Promise<void> {
  const sides = await interleave({
    chela: chelaSide(calls, 0),
    actor: actorSide(calls, 0),
    transition: transitionSide(calls),
    loop: loopSide(calls),
    chelaFull: chelaSide(calls, 1000),
    actorFull: actorSide(calls, 1000),
  })
  const unit = 'µs of work a step'
  addFigure(section, 'Chela: gate, expressions, journal in memory', unit, sides.chela)
  addFigure(section, 'XState actor that invokes a promise', unit, sides.actor)
  addFigure(section, "XState's pure transition()", unit, sides.transition)
  addFigure(section, 'a plain async loop', unit, sides.loop)
  addFigure(section, 'Chela, 1,000 results in the state', unit, sides.chelaFull)
  addFigure(section, 'XState actor, 1,000 results in its context', unit, sides.actorFull)
  addRatio(section, 'Chela / XState actor', sides.chela, sides.actor, 1 / 3)
  addRatio(section, 'Chela / XState actor, 1,000 results', sides.chelaFull, sides.actorFull, 1 / 3)
  addRatio(section, 'Chela with 1,000 results / with two', sides.chelaFull, sides.chela)
  addRatio(section, 'Chela / pure transition()', sides.chela, sides.transition)
  addRatio(section, 'Chela / plain async loop', sides.chela, sides.loop)
}

function chelaSide(count: number, before: number): Side {
  const counter: Counter = { count: 0 }
  const skill = skillText(loopSkill(count + before, before))
  const compiled = new Runner(benchWorld(counter)).world.machine(skill.text)
  return async () => {
    counter.count = 0
    let started = 0
    counter.onCall = (n) => {
      if (n === before + 1) started = workTime()
    }
    const world = { ...benchWorld(counter), machine: () => compiled }
    const { status } = await (await new Runner(world).start({ skill, input: {} })).rest
    if (status !== 'done' || counter.count < count + before) throw new Error(`The loop ended as ${status} after ${counter.count} calls.`)
    return (workTime() - started) / (counter.count - before)
  }
}

function counted(): { readonly tool: CountTool; count: number } {
  const made: { readonly tool: CountTool; count: number } = { count: 0, tool: async () => ({ n: ++made.count }) }
  return made
}

function actorSide(count: number, results: number): Side {
  const counter = counted()
  const machine = makeXStateLoop(count, counter.tool, results)
  return async () => {
    counter.count = 0
    const started = workTime()
    await runActor(machine)
    return (workTime() - started) / counter.count
  }
}

function transitionSide(count: number): Side {
  const counter = counted()
  const machine = makeXStateLoop(count, counter.tool)
  return async () => {
    counter.count = 0
    const started = workTime()
    await runTransitions(machine, counter.tool)
    return (workTime() - started) / counter.count
  }
}

function loopSide(count: number): Side {
  const counter = counted()
  return async () => {
    counter.count = 0
    const started = workTime()
    let a = { n: 0 }
    let b = { n: 0 }
    do {
      a = await counter.tool({ q: 1 })
      b = await counter.tool({ q: a.n })
    } while (b.n < count)
    return (workTime() - started) / counter.count
  }
}
