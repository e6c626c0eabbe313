import { memoFlow } from '../check/confirm-ways.ts'
import { statesInside, theEnd, theStart, type Flow, type FlowState, type Way } from '../flow/flow.ts'
import type { Skill } from '../terms/skill.ts'

const most = 60

/** Gives what an update changes in the picture, a line each: states that are new, gone or changed, and the ways between them. Pure. */
export function pictureWords(before: Skill, after: Skill): readonly string[] {
  const old = memoFlow(before)
  const now = memoFlow(after)
  const states = [
    ...[...now.states.values()].flatMap((state) => {
      const was = old.states.get(state.key)
      if (was === undefined) return [`new state "${state.name}" (${doing(state)})`]
      return contentOf(was) === contentOf(state) ? [] : [`changed state "${state.name}" (${doing(was) === doing(state) ? doing(state) : `${doing(was)}, now ${doing(state)}`})`]
    }),
    ...[...old.states.values()].filter(({ key }) => !now.states.has(key)).map((state) => `no state "${state.name}" any more (${doing(state)})`),
  ]
  const oldWays = waysOf(old)
  const nowWays = waysOf(now)
  const ways = [...[...nowWays].filter((way) => !oldWays.has(way)).map((way) => `new way ${way}`), ...[...oldWays].filter((way) => !nowWays.has(way)).map((way) => `no way ${way} any more`)]
  const all = [...states, ...ways]
  return all.length <= most ? all : [...all.slice(0, most), `and ${all.length - most} more`]
}

function doing({ state: { activity } }: FlowState): string {
  if (activity.kind === 'call') return activity.tool
  return activity.kind === 'end' ? `ends as ${activity.outcome}` : activity.kind
}

/** A state as it is meant, without its places in the file and the states in it. */
function contentOf({ state, parent }: FlowState): string {
  const inner = new Set<unknown>(statesInside(state))
  return JSON.stringify([parent, state], (key, value: unknown) => (key === 'range' || key === 'nameRange' || key === 'toolRange' || inner.has(value) ? undefined : value))
}

/** Ways that need no words: where a failure that nothing catches leads, and the ends of end states. */
const unsaid: ReadonlySet<Way['why']> = new Set(['failed', 'end'])
const plain: ReadonlySet<Way['why']> = new Set(['start', 'next', 'fall'])

function waysOf(flow: Flow): ReadonlySet<string> {
  const name = (key: string): string => (key === theStart ? 'the start' : key === theEnd ? 'the end' : `"${flow.states.get(key)?.name ?? key}"`)
  const words = ({ from, to, why, label }: Way): string => `from ${name(from)} to ${name(to)}${label !== '' ? `: ${label}` : plain.has(why) ? '' : `: ${why}`}`
  return new Set([...(flow.start === undefined ? [] : [flow.start]), ...[...flow.states.values()].flatMap(({ successors }) => successors)].filter(({ why }) => !unsaid.has(why)).map(words))
}
