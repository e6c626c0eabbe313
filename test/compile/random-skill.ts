import type { Json } from '../../engine/terms/json.ts'
import { writeYaml } from '../../engine/document/write-yaml.ts'

type Fields = Record<string, Json>

/** A list of numbers that choices are taken from; when it is used up every choice is the first. */
export class Choices {
  private readonly numbers: readonly number[]
  private index = 0

  constructor(numbers: readonly number[]) {
    this.numbers = numbers
  }

  /** A number from 0, below `count`. */
  next(count: number): number {
    return (this.numbers[this.index++] ?? 0) % count
  }

  chance(part: number, of: number): boolean {
    return this.next(of) >= of - part
  }

  one<T>(items: readonly T[]): T {
    return items[this.next(items.length)] as T
  }
}

export const outsideEvents = ['e1', 'e2', 'e3', 'e3.sub', 'other']
const patterns = ['e1', 'e2', 'e3', 'e3.*', '*', 'e1']
const mostStates = 24

/**
 * Gives a skill with a random statechart: nested and parallel groups, histories, eventless and delayed transitions,
 * raised events with and without delay, groups that end. What leads on without an event counts up `vars.n` and stops at
 * a limit, so that most of them come to rest.
 */
export function randomSkill(choices: Choices): string {
  return `${writeYaml(new Writer(choices).skill())}\n`
}

class Writer {
  private readonly choices: Choices
  private readonly names: string[] = []
  private readonly groups: string[] = []
  private readonly made: { readonly name: string; readonly fields: Fields; readonly kind: string }[] = []

  constructor(choices: Choices) {
    this.choices = choices
  }

  skill(): Fields {
    const states = this.list(2 + this.choices.next(3), 0, false)
    for (const state of this.made) this.addWays(state.fields, state.kind, state.name)
    return { chela: 1, name: 'random', vars: { n: { type: 'number', default: 0 } }, states }
  }

  private list(count: number, depth: number, inGroup: boolean): Fields {
    const states: Fields = {}
    for (let index = 0; index < count && this.names.length < mostStates; index++) this.state(states, depth, 'list')
    if (inGroup && this.choices.chance(1, 3)) this.state(states, depth, 'leave')
    if (inGroup && this.choices.chance(1, 2)) this.state(states, depth, 'history')
    if (Object.keys(states).length === 0 || !inGroup) this.state(states, depth, 'rest')
    return states
  }

  private state(into: Fields, depth: number, place: 'list' | 'branch' | 'leave' | 'history' | 'rest'): void {
    const name = `s${this.names.length}`
    this.names.push(name)
    const kind = place === 'list' || place === 'branch' ? this.kind(depth, place) : place
    const fields: Fields = {}
    into[name] = fields
    this.made.push({ name, fields, kind })
    if (kind === 'group') {
      this.groups.push(name)
      Object.assign(fields, { states: this.list(1 + this.choices.next(3), depth + 1, true) })
      if (this.choices.chance(1, 4)) fields['history'] = this.choices.one(['shallow', 'deep'])
    }
    if (kind === 'together') {
      this.groups.push(name)
      const branches: Fields = {}
      for (let count = 2 + this.choices.next(2); count > 0; count--) this.state(branches, depth + 1, 'branch')
      if (this.choices.chance(1, 4)) this.state(branches, depth + 1, 'history')
      fields['together'] = branches
      if (this.choices.chance(1, 4)) fields['first'] = true
    }
    if (kind === 'history') fields['history'] = this.choices.one(['shallow', 'deep'])
    if (kind === 'leave') fields['leave'] = this.choices.one([null, 7, '${ vars.n }'])
    if (kind === 'end') fields['end'] = 'done'
    if (kind === 'wait') fields['wait'] = this.choices.one(['1s', '2s', '${ vars.n }'])
    if (kind === 'wait-for') fields['wait'] = { for: this.choices.one(patterns), ...(this.choices.chance(1, 2) && { timeout: '3s' }) }
    if (kind === 'call') fields['call'] = 'some.tool'
  }

  private kind(depth: number, place: 'list' | 'branch'): string {
    const groups = depth < 3 ? ['group', 'together', 'group'] : []
    return this.choices.one(place === 'branch' ? ['rest', 'call', 'wait', ...groups, ...groups] : ['rest', 'rest', 'pass', 'set', 'wait', 'wait-for', 'call', 'end', ...groups, ...groups])
  }

  private addWays(fields: Fields, kind: string, name: string): void {
    const { choices } = this
    if (kind === 'set') fields['set'] = { n: '${ vars.n + 1 }' }
    if (kind === 'history') return
    if (choices.chance(1, 3)) fields['entry'] = this.actions(false)
    if (choices.chance(1, 3)) fields['exit'] = this.actions(false)
    if (choices.chance(1, 8)) fields['if'] = 'vars.n % 2 == 0'
    if (kind === 'end' || kind === 'leave') return
    if (kind === 'rest' || choices.chance(1, 2)) {
      const on: Fields = {}
      for (let count = choices.next(4); count > 0; count--) on[choices.one(patterns)] = this.way(name, false)
      if (choices.chance(1, 2)) on['inner'] = this.way(name, true)
      if (this.groups.length > 0 && choices.chance(1, 4)) on[`done.${choices.one(this.groups)}`] = this.way(name, true)
      if (kind === 'rest' || Object.keys(on).length > 0) fields['on'] = on
    }
    if (kind !== 'pass' && choices.chance(1, 4)) fields['after'] = { [choices.one(['1s', '5s'])]: this.way(name, true) }
    if (kind !== 'pass' && choices.chance(1, 5)) fields['always'] = [this.way(name, true)]
    if (kind === 'call' && choices.chance(1, 2)) fields['catch'] = [{ next: choices.one(this.names) }]
    if (kind === 'group' && choices.chance(1, 4)) fields['catch'] = [{ code: 'bad', keep: 1 }]
    if (kind === 'group' && choices.chance(1, 6)) fields['retry'] = { times: 1, after: '1s' }
    if ((kind === 'group' || kind === 'together') && choices.chance(1, 6)) fields['timeout'] = '4s'
  }

  /** `bounded`: what leads on by itself is taken a limited number of times. */
  private way(name: string, bounded: boolean): Json {
    const { choices } = this
    const actions = this.actions(bounded)
    const condition: Fields = bounded ? { if: 'vars.n < 12' } : choices.chance(1, 3) ? { if: choices.one(['vars.n % 2 == 0', 'vars.n > 3', 'vars.none > 1']) } : {}
    const target: Fields = choices.chance(4, 5) ? { next: choices.chance(1, 6) ? name : choices.one(this.names) } : {}
    return { ...condition, ...target, ...actions, ...(choices.chance(1, 4) && { reenter: true }) }
  }

  private actions(bounded: boolean): Fields {
    const { choices } = this
    const raise: Json[] = []
    if (choices.chance(1, 4)) raise.push('inner')
    if (choices.chance(1, 4)) raise.push({ event: choices.one(['e1', 'e2']), after: choices.one(['0s', '1s', '3s', '${ vars.n }']), ...(choices.chance(2, 3) && { id: choices.one(['a', 'b']) }) })
    return {
      ...((bounded || choices.chance(1, 3)) && { set: { n: '${ vars.n + 1 }' } }),
      ...(raise.length > 0 && { raise }),
      ...(choices.chance(1, 5) && { cancel: choices.one(['a', 'b']) }),
    }
  }
}
