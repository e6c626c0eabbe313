/* Whether a branch of `each` costs the same however many there are. The cost of the run itself is taken off. */
import { Runner } from '../../../engine/run/runner.ts'
import { skillText } from '../../helpers/test-world.ts'
import { benchWorld, type Counter } from '../bench-world.ts'
import { interleave, workTime, type Side } from '../measure.ts'
import { addFigure, addRatio, type Section } from '../report.ts'

const sizes = [10, 100, 1_000, 10_000]
/** Branches in one round, so that small lists are run often. */
const branches = 10_000

export async function measureFanOut(section: Section): Promise<void> {
  for (const atOnce of [1, 10]) {
    const sides = Object.fromEntries(sizes.map((size) => [String(size), eachSide(size, atOnce)]))
    const found = await interleave(sides, { warmUp: 2, rounds: 7 })
    const figures = sizes.map((size) => addFigure(section, `${size.toLocaleString('en')} elements, ${atOnce} at once`, 'µs of work a branch', found[String(size)] as readonly number[]))
    for (const [index, size] of sizes.entries()) {
      if (size > 100) addRatio(section, `${size.toLocaleString('en')} / 100 elements, ${atOnce} at once`, figures[index] as readonly number[], figures[1] as readonly number[], 1.3)
    }
  }
}

function eachSide(size: number, atOnce: number): Side {
  const counter: Counter = { count: 0 }
  const skill = skillText(`chela: 1
name: fan-out
limits: { steps: 10000000 }
inputs: { numbers: { type: array, items: { type: number } } }
states:
  all: { each: input.numbers, at_once: ${atOnce}, call: count.next, with: { q: "\${ item + index }" } }
  done: { end: done }
`)
  const compiled = benchWorld(counter).machine(skill.text)
  const numbers = Array.from({ length: size }, (_, index) => index)
  const run = async (input: readonly number[]): Promise<number> => {
    const world = { ...benchWorld(counter), machine: () => compiled }
    const started = workTime()
    const { status } = await (await new Runner(world).start({ skill, input: { numbers: input } })).rest
    if (status !== 'done') throw new Error(`The run ended as ${status}.`)
    return workTime() - started
  }
  return async () => {
    let taken = 0
    for (let done = 0; done < branches; done += size) taken += (await run(numbers)) - (await run([]))
    return taken / branches
  }
}
