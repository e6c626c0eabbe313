/* The loop of `loopSkill` as somebody writes it with XState: the raw side that a step of ours is held against. */
import { assign, createActor, fromPromise, initialTransition, setup, transition, type AnyMachineSnapshot } from 'xstate'

interface Answer {
  readonly n: number
}

interface Loop {
  readonly a: number
  readonly b: number
}

export type CountTool = (input: { readonly q: number }) => Promise<Answer>

/** Gives a machine that calls the tool until it was called `calls` times. `results` more values lie in its context. */
export function makeXStateLoop(calls: number, tool: CountTool, results = 0) {
  const more = Object.fromEntries(Array.from({ length: results }, (_, index) => [`s${index}`, { n: index }]))
  return setup({
    types: { context: {} as Loop },
    actors: { next: fromPromise<Answer, { readonly q: number }>(({ input }) => tool(input)) },
  }).createMachine({
    context: { ...more, a: 0, b: 0 },
    initial: 'a',
    states: {
      a: { invoke: { id: 'next', src: 'next', input: () => ({ q: 1 }), onDone: { target: 'b', actions: assign({ a: ({ event }) => event.output.n }) } } },
      b: { invoke: { id: 'next', src: 'next', input: ({ context }) => ({ q: context.a }), onDone: { target: 'more', actions: assign({ b: ({ event }) => event.output.n }) } } },
      more: { always: [{ guard: ({ context }) => context.b < calls, target: 'a' }, { target: 'done' }] },
      done: { type: 'final' },
    },
  })
}

export type XStateLoop = ReturnType<typeof makeXStateLoop>

/** Runs the machine as an ordinary actor to its end. */
export function runActor(machine: XStateLoop): Promise<void> {
  return new Promise((resolve, reject) => {
    const actor = createActor(machine)
    actor.subscribe({ complete: resolve, error: reject })
    actor.start()
  })
}

/** Runs the machine with XState's pure `transition`, calling the tool by hand. */
export async function runTransitions(machine: XStateLoop, tool: CountTool): Promise<void> {
  let [snapshot] = initialTransition(machine) as unknown as [AnyMachineSnapshot]
  while (snapshot.status === 'active') {
    const { value, context } = snapshot as { readonly value: unknown; readonly context: Loop }
    const output = await tool({ q: value === 'a' ? 1 : context.a })
    const event = { type: 'xstate.done.actor.next', output, actorId: 'next' }
    ;[snapshot] = transition(machine, snapshot as never, event as never) as unknown as [AnyMachineSnapshot]
  }
}
