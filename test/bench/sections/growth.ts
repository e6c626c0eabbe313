/* Whether the thousandth and the hundred thousandth step of one run cost what the tenth costs. */
import type { Machine } from '../../../engine/compile/machine.ts'
import { Runner } from '../../../engine/run/runner.ts'
import { skillText } from '../../helpers/test-world.ts'
import { benchWorld, loopSkill, type Counter } from '../bench-world.ts'
import { clockTime } from '../measure.ts'
import { addFigure, addRatio, median, type Section } from '../report.ts'

/** Calls on each side of the step that is looked at. */
const around = 8
const rounds = 9
const runsARound = 60

export async function measureGrowth(section: Section): Promise<void> {
  const tenth: number[] = []
  const thousandth: number[] = []
  const hundredThousandth: number[] = []
  for (let round = -2; round < rounds; round++) {
    const runs: (readonly number[])[] = []
    for (let count = 0; count < runsARound; count++) runs.push(await timesAt([10, 1000], 1_100))
    const far = await timesAt(Array.from({ length: 100 }, (_, index) => 100_000 + index * 2 * around), 102_000)
    if (round < 0) continue
    tenth.push(median(runs.map((times) => times[0] as number)))
    thousandth.push(median(runs.map((times) => times[1] as number)))
    hundredThousandth.push(median(far))
  }
  const unit = 'µs a step'
  addFigure(section, 'the 10th step of a run', unit, tenth)
  addFigure(section, 'the 1,000th step', unit, thousandth)
  addFigure(section, 'the 100,000th step', unit, hundredThousandth)
  addRatio(section, '1,000th / 10th step', thousandth, tenth, 1)
  addRatio(section, '100,000th / 10th step', hundredThousandth, tenth, 1)
}

interface Compiled {
  readonly skill: ReturnType<typeof skillText>
  readonly machine: Machine
}

const compiled = new Map<number, Compiled>()

/** Runs the loop once and gives the microseconds a step around each of the given steps. */
async function timesAt(places: readonly number[], calls: number): Promise<readonly number[]> {
  const marks = new Map<number, number>()
  const wanted = new Set(places.flatMap((place) => [place - around, place + around]))
  const counter: Counter = { count: 0, onCall: (n) => void (wanted.has(n) && marks.set(n, clockTime())) }
  let made = compiled.get(calls)
  if (made === undefined) {
    const skill = skillText(loopSkill(calls))
    compiled.set(calls, (made = { skill, machine: benchWorld(counter).machine(skill.text) }))
  }
  const { skill, machine } = made
  const { rest } = await new Runner({ ...benchWorld(counter), machine: () => machine }).start({ skill, input: {} })
  await rest
  return places.map((place) => ((marks.get(place + around) as number) - (marks.get(place - around) as number)) / (2 * around))
}
