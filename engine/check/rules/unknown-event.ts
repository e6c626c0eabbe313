import { actionsOf, raiseRange } from '../actions-of.ts'
import { shown } from '../reader.ts'
import type { Scene } from '../scene.ts'

export function unknownEvent(scene: Scene): void {
  const heard = scene.states.flatMap(({ state }) => [...state.on.map((way) => way.event), ...(state.activity.kind === 'wait-for' ? [state.activity.event] : [])])
  for (const { state } of scene.states) {
    for (const raise of actionsOf(state).flatMap((actions) => actions.raise)) {
      if (raise.event === '' || heard.some((pattern) => fits(pattern, raise.event))) continue
      scene.report('unknown-event', raiseRange(scene, raise), `Nothing listens for the event "${shown(raise.event)}".`, { help: 'Listen for it with "on" or "wait: { for: ... }", or remove it.' })
    }
  }
}

/** `foo.*` fits `foo` and `foo.bar`; `*` fits everything. */
function fits(pattern: string, event: string): boolean {
  if (pattern === '*' || pattern === event) return true
  const start = pattern.endsWith('.*') ? pattern.slice(0, -2) : undefined
  return start !== undefined && (event === start || event.startsWith(`${start}.`))
}
