import type { Json, JsonSchema } from '../terms/json.ts'
import { compileSchema, type ValueCheck, type ValueFault } from './compile-schema.ts'

export type { ValueFault }

export interface CheckValueOptions {
  /** Faults to find before giving up; 20 when left out. */
  readonly most?: number
}

const compiled = new WeakMap<JsonSchema, ValueCheck>()
const fitting: readonly ValueFault[] = []

/**
 * Gives what keeps a value from fitting a schema, in plain words; nothing when it fits. `path` is written as
 * `files[0].name`, and empty for the value itself. A schema is compiled the first time it is seen.
 */
export function checkValue(schema: JsonSchema, value: Json | undefined, options: CheckValueOptions = {}): readonly ValueFault[] {
  const check = compiled.get(schema) ?? compileOnce(schema)
  const faults: ValueFault[] = []
  try {
    if (check.fits(value, 0)) return fitting
    check.explain(value, '', 0, { faults, most: options.most ?? 20 })
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return [{ path: '', message: 'is nested too deep' }]
  }
  return faults.length === 0 ? [{ path: '', message: 'does not fit' }] : faults
}

function compileOnce(schema: JsonSchema): ValueCheck {
  const check = compileSchema(schema)
  compiled.set(schema, check)
  return check
}
