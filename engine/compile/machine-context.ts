import type { Env } from './scope.ts'
import type { Values } from './values.ts'

/** The context of the XState machine. Results live in `values`, outside of what XState copies. */
export interface MachineContext {
  readonly values: Values
  readonly env: Env
}
