import { compileSkill } from '../../engine/compile/compile-skill.ts'
import type { Machine } from '../../engine/compile/machine.ts'
import type { Env } from '../../engine/compile/scope.ts'
import { activeStates, start, step, type Snapshot, type Step } from '../../engine/run/step.ts'
import type { Event } from '../../engine/terms/event.ts'
import { noLabels } from '../../engine/terms/label.ts'
import { skillFrom } from '../helpers/skill-from.ts'
import type { Converted } from './convert.ts'
import type { Script } from './tree.ts'

const env: Env = { input: {}, origins: {}, intent: {}, memory: {}, because: noLabels, item: undefined, index: 0, outer: undefined }

/** Plays a script on a machine with a clock of its own: timers come as events when their time is there. */
class Player {
  private readonly machine: Machine
  private snapshot: Snapshot
  private now = 0
  private timers: { readonly timer: string; readonly at: number }[] = []

  constructor(machine: Machine) {
    this.machine = machine
    this.snapshot = this.take(start(machine, env, 0))
  }

  send(name: string): void {
    this.give({ kind: 'message', time: this.now, name, data: { value: {}, labels: noLabels } })
  }

  /** Lets time pass; what was sent with no delay is due at once. */
  wait(milliseconds: number): void {
    const until = this.now + milliseconds
    for (let due = this.due(until); due !== undefined; due = this.due(until)) {
      this.timers = this.timers.filter((one) => one !== due)
      this.now = Math.max(this.now, due.at)
      this.give({ kind: 'timer', time: this.now, timer: due.timer })
    }
    this.now = until
  }

  get active(): string[] {
    return activeStates(this.snapshot)
  }

  private due(until: number) {
    return this.timers.filter((one) => one.at <= until).sort((a, b) => a.at - b.at)[0]
  }

  private give(event: Event): void {
    this.snapshot = this.take(step(this.machine, this.snapshot, event))
  }

  private take({ snapshot, effects }: Step): Snapshot {
    for (const effect of effects) {
      if (effect.kind === 'timer') this.timers.push({ timer: effect.timer, at: effect.at })
      if (effect.kind === 'cancel-timer') this.timers = this.timers.filter(({ timer }) => timer !== effect.timer)
    }
    return snapshot
  }
}

/**
 * Gives what differs between the configurations a script expects and those the machine has; `undefined`: nothing.
 * Events that a state sends to itself wait in a queue: a script may look before or after they have been taken from it.
 */
export function play(converted: Converted, script: Script): string | undefined {
  const player = new Player(compileSkill(skillFrom(converted.text)))
  const configuration = () => player.active.map((name) => converted.ids.get(name) ?? `?${name}`).sort().join(' ')
  const differs = (expected: readonly string[], what: string): string | undefined => {
    const wanted = [...expected].sort().join(' ')
    const found = configuration()
    if (found === wanted) return undefined
    player.wait(0)
    return configuration() === wanted ? undefined : `${what}: expected [${wanted}], found [${found}]`
  }
  const first = differs(script.initialConfiguration, 'at the start')
  if (first !== undefined) return first
  for (const [index, { event, after, wait, nextConfiguration }] of script.events.entries()) {
    player.wait(after ?? wait ?? 0)
    player.send(event.name)
    const found = differs(nextConfiguration, `after event ${index + 1}, "${event.name}"`)
    if (found !== undefined) return found
  }
  return undefined
}
