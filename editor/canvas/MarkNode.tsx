import { memo, useContext } from 'react'
import { Handle, Position, type NodeProps } from '@xyflow/react'
import { Icon } from '../look/Icon.tsx'
import { DeedsContext } from './deeds-context.ts'
import type { StateNodeType } from './flow-parts.ts'
import { nodeId } from './node-id.ts'

/** Where the skill begins, or where it ends. */
export const MarkNode = memo(function MarkNode({ id, data, selected }: NodeProps<StateNodeType>) {
  const deeds = useContext(DeedsContext)
  const canConnect = deeds?.isReadOnly === false
  const isStart = data.node.kind === 'start'
  return (
    <div id={nodeId(id)} className={`mark-node mark-node-${data.node.kind} state-change-${data.change} ${selected ? 'state-selected' : ''}`} role="group" aria-label={data.words} title={data.node.title}>
      {!isStart && <Handle type="target" position={Position.Top} isConnectable={canConnect} />}
      <Icon name={isStart ? 'play' : 'end'} size={16} />
      {isStart && <Handle type="source" position={Position.Bottom} isConnectable={canConnect} />}
    </div>
  )
})
