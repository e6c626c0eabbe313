import { memo, useContext } from 'react'
import { Handle, Position, type NodeProps } from '@xyflow/react'
import { Icon } from '../look/Icon.tsx'
import { DeedsContext } from './deeds-context.ts'
import { FaultMark } from './FaultMark.tsx'
import type { StateNodeType } from './flow-parts.ts'
import { nodeId } from './node-id.ts'
import { Outlets } from './Outlets.tsx'
import { StateTitle } from './StateTitle.tsx'

/** A state that holds others: a head with its words, its states inside; branches that go at once hang from a bar. */
export const GroupNode = memo(function GroupNode({ id, data, selected }: NodeProps<StateNodeType>) {
  const deeds = useContext(DeedsContext)
  const { node, look, words, light, change, isCurrent, outlets } = data
  const looks = [`state-node-${look.tone}`, `group-state-${node.kind}`, `state-change-${change}`, light === undefined ? '' : `state-light-${light}`]
  if (selected) looks.push('state-selected')
  if (node.disabled) looks.push('state-disabled')
  if (isCurrent) looks.push('state-current')
  return (
    <div id={nodeId(id)} className={`group-state ${looks.join(' ')}`} role="group" aria-label={words}>
      <Handle type="target" position={Position.Top} isConnectable={deeds?.isReadOnly === false} />
      <div className="group-state-head">
        <span className="state-icon" title={look.words}>
          <Icon name={look.icon} size={18} />
        </span>
        <div className="state-texts">
          <StateTitle id={id} node={node} />
          <p className="state-words" title={node.condition === undefined ? node.words : `Only when ${node.condition}`}>
            {node.words}
          </p>
        </div>
        {node.history !== undefined && (
          <span className="state-mark" title="Entering it leads to where it was last left">
            <Icon name="history" size={14} />
            {node.history}
          </span>
        )}
        <FaultMark faults={node.faults} />
      </div>
      {node.branch && <span className="state-branch">Branch</span>}
      {change !== 'same' && <span className="state-change">{change}</span>}
      <Handle type="source" position={Position.Bottom} isConnectable={deeds?.isReadOnly === false && outlets.length > 0} />
      {selected && deeds?.isReadOnly === false && outlets.length > 0 && <Outlets id={id} outlets={outlets} />}
    </div>
  )
})
