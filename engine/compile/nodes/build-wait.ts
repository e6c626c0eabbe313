import type { State } from '../../terms/skill.ts'
import { parseTime } from '../../expression/parse-time.ts'
import { ExpressionFault } from '../../terms/expression.ts'
import type { Builder } from '../builder.ts'
import type { NodeConfig, Nodes, Way } from '../node-config.ts'
import { withCell } from '../values.ts'
import { commonWays, faultWay, onward, type Place } from '../ways.ts'
import { isInternalEvent } from '../builder.ts'

type Of<Kind extends State['activity']['kind']> = Extract<State['activity'], { kind: Kind }>

export function buildWait(builder: Builder, place: Place): Nodes {
  const { duration } = place.state.activity as Of<'wait'>
  return waiting(builder, place, { after: { [builder.delay(duration, place.state.name)]: [onward(builder, place)] } })
}

export function buildWaitUntil(builder: Builder, place: Place): Nodes {
  const { time } = place.state.activity as Of<'wait-until'>
  const name = place.state.name
  const value = builder.template(time)
  const delay = builder.name('until')
  builder.codes.delays.set(delay, ({ context, event }) =>
    builder.attempt(name, () => {
      const text = value.evaluate(builder.scope(context, event))
      const at = typeof text === 'string' ? parseTime(text) : undefined
      if (at === undefined) throw new ExpressionFault(`${JSON.stringify(text)} is not a time such as "2026-06-01T08:00:00Z".`, 0, 0)
      return Math.max(0, at - builder.register.now)
    }, true) ?? 0)
  return waiting(builder, place, { after: { [delay]: [onward(builder, place)] } })
}

export function buildWaitFor(builder: Builder, place: Place): Nodes {
  const activity = place.state.activity as Of<'wait-for'>
  const { name } = place.state
  const slot = builder.slots.byState.get(name) as number
  const keep = builder.change('event', (values, { event }) => withCell(values, slot, event.data))
  const outside = (event: { readonly type: string }) => !isInternalEvent(event.type)
  const guard = activity.if === undefined ? builder.test('outside', ({ event }) => outside(event)) : builder.guard(activity.if, name, outside)
  const arrived: Way = { ...onward(builder, place, [keep]), guard }
  const timedOut: Way = { actions: [{ type: 'chela.fail', params: { state: name, code: 'timeout', message: `The event "${activity.event}" did not come in time.` } }] }
  return waiting(builder, place, {
    on: { [activity.event]: [arrived, faultWay(name)] },
    ...(activity.timeout !== undefined && { after: { [builder.delay(activity.timeout, name)]: [timedOut] } }),
  })
}

function waiting(builder: Builder, place: Place, ways: Pick<NodeConfig, 'on' | 'after'>): Nodes {
  const { state } = place
  const common = commonWays(builder, place)
  const on: Record<string, readonly Way[]> = { ...common.on }
  for (const [event, list] of Object.entries(ways.on ?? {})) on[event] = [...(on[event] ?? []), ...list]
  const node: NodeConfig = {
    id: state.name,
    entry: [{ type: 'chela.enter', params: { state: state.name } }, ...builder.actions(state.entry, state.name)],
    exit: builder.actions(state.exit, state.name),
    ...common,
    on,
    after: { ...common.after, ...ways.after },
  }
  return { [state.name]: node }
}
