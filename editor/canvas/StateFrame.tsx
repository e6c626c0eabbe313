import { useContext, type ReactNode } from 'react'
import { Handle, Position } from '@xyflow/react'
import { DeedsContext } from './deeds-context.ts'
import type { StateData } from './flow-parts.ts'
import { nodeId } from './node-id.ts'
import { Outlets } from './Outlets.tsx'

interface StateFrameProps {
  readonly id: string
  readonly data: StateData
  readonly selected: boolean
  readonly shape: 'state-node' | 'group-state'
  readonly children: ReactNode
}

/** What every state has around its words: where ways end and begin, how it stands, and the ways that can be drawn from it. */
export function StateFrame({ id, data, selected, shape, children }: StateFrameProps) {
  const deeds = useContext(DeedsContext)
  const { node, look, words, light, change, isCurrent, outlets } = data
  const canDraw = deeds?.isReadOnly === false
  const canLead = canDraw && outlets.length > 0
  const looks = [shape, `${shape}-${node.kind}`, `tone-${look.tone}`, `state-change-${change}`]
  if (light !== undefined) looks.push(`state-light-${light}`)
  if (selected) looks.push('state-selected')
  if (node.disabled) looks.push('state-disabled')
  if (isCurrent) looks.push('state-current')
  return (
    <div id={nodeId(id)} className={looks.join(' ')} role="group" aria-label={words}>
      <Handle type="target" position={Position.Top} isConnectable={canDraw} />
      {children}
      {node.branch && <span className="state-branch">Branch</span>}
      {change !== 'same' && <span className="state-change">{change}</span>}
      <Handle type="source" position={Position.Bottom} isConnectable={canLead} />
      {selected && canLead && <Outlets id={id} outlets={outlets} />}
    </div>
  )
}
