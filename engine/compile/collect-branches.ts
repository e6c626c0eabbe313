import type { Json } from '../terms/json.ts'
import { joinLabels, noLabels, type Labels } from '../terms/label.ts'
import type { Builder } from './builder.ts'
import type { ActionConfig } from './node-config.ts'
import { cellAt, withCell } from './values.ts'

/** Makes the result of a `together` from those of its branches: an object by branch, with the labels of all. */
export function collectBranches(builder: Builder, state: string, branches: readonly string[]): ActionConfig {
  const slot = builder.slots.byState.get(state) as number
  return builder.change('collect', (values) => {
    const value: Record<string, Json> = {}
    let labels: Labels = noLabels
    const untrusted: string[] = []
    for (const branch of branches) {
      const cell = cellAt(values, builder.slots.byState.get(branch) as number)
      value[branch] = cell?.value ?? null
      if (cell === undefined) continue
      labels = joinLabels(labels, cell.labels)
      for (const path of cell.untrusted ?? []) untrusted.push(`${branch}.${path}`)
    }
    return withCell(values, slot, { value, labels, ...(untrusted.length > 0 && { untrusted }) })
  }, { branches })
}
