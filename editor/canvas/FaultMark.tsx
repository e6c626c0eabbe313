import type { NodeFault } from '../graph/graph.ts'
import { Icon } from '../look/Icon.tsx'

/** How many faults stand in a state; their words are in the tooltip. */
export function FaultMark({ faults }: { readonly faults: readonly NodeFault[] }) {
  if (faults.length === 0) return null
  const isError = faults.some(({ severity }) => severity === 'error')
  const isWarning = faults.some(({ severity }) => severity === 'warning')
  return (
    <span className={`fault-mark fault-mark-${isError ? 'error' : isWarning ? 'warning' : 'hint'}`} title={faults.map(({ message }) => message).join('\n')}>
      <Icon name={isError ? 'error' : isWarning ? 'danger' : 'info'} size={14} />
      {faults.length}
    </span>
  )
}
