import { compileExpression } from '../../expression/compile-expression.ts'
import type { Json } from '../../terms/json.ts'
import type { Cel } from '../../terms/skill.ts'
import type { Builder } from '../builder.ts'
import type { ActivityCode, Probe } from '../machine.ts'
import { bindingsOf } from '../scope.ts'

/** Evidence may call the reads that tools offer as functions; each goes to the probe the runner hands in. */
export function evidenceCode(builder: Builder, evidence: Cel): Pick<ActivityCode, 'evidence'> {
  let current: Probe | undefined
  const reads = new Map(builder.evidenceReads.map((name) => [name, (_scope: unknown, args: readonly unknown[]): Json => (current as Probe)(name, args)]))
  const expression = compileExpression(evidence.text, bindingsOf(builder.slots), { functions: reads })
  return {
    evidence: (scope, probe) => {
      current = probe
      return expression.evaluate(scope)
    },
  }
}
