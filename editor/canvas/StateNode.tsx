import { memo } from 'react'
import type { NodeProps } from '@xyflow/react'
import { Icon } from '../look/Icon.tsx'
import { FaultMark } from './FaultMark.tsx'
import type { StateNodeType } from './flow-parts.ts'
import { StateFrame } from './StateFrame.tsx'
import { StateTitle } from './StateTitle.tsx'

/** One state: its icon in the colour of what it may do, its title, what it does in words, its marks. */
export const StateNode = memo(function StateNode({ id, data, selected }: NodeProps<StateNodeType>) {
  const { node, look, light } = data
  return (
    <StateFrame id={id} data={data} selected={selected} shape="state-node">
      <span className="state-icon" title={look.words}>
        <Icon name={look.icon} size={18} />
      </span>
      <div className="state-texts">
        <StateTitle id={id} node={node} />
        <p className="state-words">{node.words}</p>
        <Marks data={data} />
      </div>
      {light !== undefined && (
        <span className={`state-lamp state-lamp-${light}`}>
          <Icon name={light === 'active' ? 'play' : light === 'done' ? 'check' : 'error'} size={12} />
          {light === 'active' ? 'now' : light}
        </span>
      )}
    </StateFrame>
  )
})

function Marks({ data: { node } }: { readonly data: StateNodeType['data'] }) {
  if (node.condition === undefined && node.note === undefined && node.faults.length === 0 && !node.disabled) return null
  return (
    <p className="state-marks">
      <FaultMark faults={node.faults} />
      {node.disabled && <span className="state-mark">disabled</span>}
      {node.condition !== undefined && (
        <span className="state-mark" title={`Only when ${node.condition}`}>
          <Icon name="branch" size={14} />
          only when {node.condition}
        </span>
      )}
      {node.note !== undefined && (
        <span className="state-mark" title={node.note}>
          <Icon name="info" size={14} />
          {node.note}
        </span>
      )}
    </p>
  )
}
