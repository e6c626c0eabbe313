import { memo, useContext } from 'react'
import { Handle, Position, type NodeProps } from '@xyflow/react'
import { Icon } from '../look/Icon.tsx'
import { DeedsContext } from './deeds-context.ts'
import { FaultMark } from './FaultMark.tsx'
import type { StateNodeType } from './flow-parts.ts'
import { nodeId } from './node-id.ts'
import { Outlets } from './Outlets.tsx'
import { StateTitle } from './StateTitle.tsx'

/** One state: its icon in the colour of what it may do, its title, what it does in words, its marks. */
export const StateNode = memo(function StateNode({ id, data, selected }: NodeProps<StateNodeType>) {
  const deeds = useContext(DeedsContext)
  const { node, look, words, light, change, isCurrent, outlets } = data
  const looks = [`state-node-${look.tone}`, `state-kind-${node.kind}`, `state-change-${change}`, light === undefined ? '' : `state-light-${light}`]
  if (selected) looks.push('state-selected')
  if (node.disabled) looks.push('state-disabled')
  if (isCurrent) looks.push('state-current')
  return (
    <div id={nodeId(id)} className={`state-node ${looks.join(' ')}`} role="group" aria-label={words}>
      <Handle type="target" position={Position.Top} isConnectable={deeds?.isReadOnly === false} />
      <span className="state-icon" title={look.words}>
        <Icon name={look.icon} size={18} />
      </span>
      <div className="state-texts">
        <StateTitle id={id} node={node} />
        <p className="state-words">{node.words}</p>
        <Marks data={data} />
      </div>
      {node.branch && <span className="state-branch">Branch</span>}
      {change !== 'same' && <span className="state-change">{change}</span>}
      <Handle type="source" position={Position.Bottom} isConnectable={deeds?.isReadOnly === false && outlets.length > 0} />
      {selected && deeds?.isReadOnly === false && outlets.length > 0 && <Outlets id={id} outlets={outlets} />}
    </div>
  )
})

function Marks({ data: { node, light } }: { readonly data: StateNodeType['data'] }) {
  if (node.condition === undefined && node.note === undefined && node.faults.length === 0 && !node.disabled && light === undefined) return null
  return (
    <p className="state-marks">
      <FaultMark faults={node.faults} />
      {light !== undefined && (
        <span className={`state-mark state-mark-${light}`}>
          <Icon name={light === 'active' ? 'play' : light === 'done' ? 'check' : 'error'} size={14} />
          {light === 'active' ? 'now' : light}
        </span>
      )}
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
