import { compileSkill } from '../../engine/compile/compile-skill.ts'
import type { Machine } from '../../engine/compile/machine.ts'
import { bindingsOf, type Env } from '../../engine/compile/scope.ts'
import { compileExpression } from '../../engine/expression/compile-expression.ts'
import { activeStates, scopeAt, start, step, type Step } from '../../engine/run/step.ts'
import type { Effect, End } from '../../engine/terms/effect.ts'
import type { Event } from '../../engine/terms/event.ts'
import type { Json, JsonObject } from '../../engine/terms/json.ts'
import { noLabels, type Labels } from '../../engine/terms/label.ts'
import { skillFrom } from '../helpers/skill-from.ts'

/** Walks one machine by hand: tells it what happens and says where it stands. */
export class Walk {
  readonly machine: Machine
  taken: Step
  now = 0

  constructor(text: string, input: JsonObject = {}) {
    this.machine = compileSkill(skillFrom(text))
    const origins = Object.fromEntries(Object.keys(input).map((name) => [name, [{ trust: 'person', source: name }] as Labels]))
    const env: Env = { input, origins, intent: {}, memory: {}, because: noLabels, item: undefined, index: 0, outer: undefined }
    this.taken = start(this.machine, env, 0)
  }

  done(state: string, value: Json, labels: Labels = noLabels): this {
    return this.give({ kind: 'done', time: this.now, state, result: { value, labels } })
  }

  failed(state: string, code = 'bad'): this {
    return this.give({ kind: 'failed', time: this.now, state, error: { code, message: `${code}!`, state }, labels: noLabels })
  }

  send(name: string, data: JsonObject = {}, labels: Labels = noLabels): this {
    return this.give({ kind: 'message', time: this.now, name, data: { value: data, labels } })
  }

  /** Lets the timer that is due next be over. */
  timer(part = ''): this {
    const timer = [...this.taken.snapshot.timers.keys()].find((one) => one.includes(part)) ?? 'none'
    return this.give({ kind: 'timer', time: this.now, timer })
  }

  give(event: Event): this {
    this.taken = step(this.machine, this.taken.snapshot, event)
    return this
  }

  get active(): string {
    return activeStates(this.taken.snapshot).join(' ')
  }

  get entered(): string {
    return this.taken.entered.join(' ')
  }

  effects<Kind extends Effect['kind']>(kind: Kind): Extract<Effect, { kind: Kind }>[] {
    return this.taken.effects.filter((effect): effect is Extract<Effect, { kind: Kind }> => effect.kind === kind)
  }

  get end(): End | undefined {
    return this.effects('end')[0]?.end
  }

  /** What an expression gives here. */
  value(cel: string): Json {
    return compileExpression(cel, bindingsOf(this.machine.slots)).evaluate(scopeAt(this.taken.snapshot, this.now))
  }

  labels(cel: string): readonly string[] {
    return compileExpression(cel, bindingsOf(this.machine.slots)).labels(scopeAt(this.taken.snapshot, this.now)).map(({ source }) => source)
  }
}
