import { assign, cancel, createMachine, raise, type AnyStateMachine } from 'xstate'
import type { ActionCode, ChartEvent, CodeArguments, Codes, Parameters } from './chart.ts'
import type { RootConfig } from './link-chart.ts'
import type { MachineContext } from './machine-context.ts'

const mostMicrosteps = 10_000

/**
 * Gives the nodes and the code of a machine as an ordinary XState machine. Its input is its context. The actions
 * `chela.start`, `chela.stop`, `chela.enter` and `chela.end` do nothing until somebody provides them.
 */
export function makeLogic(config: RootConfig, codes: Codes): AnyStateMachine {
  const actions: Record<string, unknown> = {}
  const guards: Record<string, unknown> = {}
  const delays: Record<string, unknown> = {}
  for (const [name, code] of codes.actions) actions[name] = actionOf(code)
  for (const [name, code] of codes.guards) guards[name] = (given: CodeArguments, params: Parameters | undefined) => code(given, params ?? {})
  for (const [name, code] of codes.delays) delays[name] = code
  const context = ({ input }: { input: MachineContext }) => input
  return createMachine({ ...config, context, options: { maxIterations: mostMicrosteps } } as never, { actions, guards, delays } as never)
}

function actionOf(code: ActionCode): unknown {
  if (code.kind === 'change') return assign((given: unknown) => ({ values: code.change((given as CodeArguments).context.values, given as CodeArguments) }))
  if (code.kind === 'cancel') return cancel(code.id)
  if (code.kind === 'effect') return () => {}
  const event = (given: CodeArguments, params: Parameters | undefined): ChartEvent => code.event(given, params ?? {})
  return code.delay === undefined ? raise(event as never) : raise(event as never, { id: code.id as string, delay: code.delay as never })
}
