import { memo } from 'react'
import type { NodeProps } from '@xyflow/react'
import { Icon } from '../look/Icon.tsx'
import { FaultMark } from './FaultMark.tsx'
import type { StateNodeType } from './flow-parts.ts'
import { StateFrame } from './StateFrame.tsx'
import { StateTitle } from './StateTitle.tsx'

/** A state that holds others: a head with its words, its states inside; branches that go at once hang from a bar. */
export const GroupNode = memo(function GroupNode({ id, data, selected }: NodeProps<StateNodeType>) {
  const { node, look } = data
  return (
    <StateFrame id={id} data={data} selected={selected} shape="group-state">
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
    </StateFrame>
  )
})
