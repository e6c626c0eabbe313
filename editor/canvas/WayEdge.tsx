import { memo, useContext, useState } from 'react'
import { BaseEdge, EdgeLabelRenderer, getSmoothStepPath, Position, type EdgeProps } from '@xyflow/react'
import type { WayKind } from '../../engine/index.ts'
import { Icon, type IconName } from '../look/Icon.tsx'
import type { Point } from '../graph/place-nodes.ts'
import { DeedsContext } from './deeds-context.ts'
import type { WayData, WayEdgeType } from './flow-parts.ts'
import { middleOf, roundedPath } from './way-path.ts'

/** What stands beside the words of a way, so that its colour and dashes are not all that tells its kind. */
const icons: { readonly [why in WayKind]?: IconName } = {
  branch: 'branch', yes: 'check', no: 'close', expired: 'wait', after: 'wait', on: 'play', always: 'redo', catch: 'error', failed: 'error', item: 'each', again: 'each',
}

/** One way: its line as the layout led it, or as far as it holds; its words; a place to put a state into it. */
export const WayEdge = memo(function WayEdge({ id, data, selected = false, ...ends }: EdgeProps<WayEdgeType>) {
  const deeds = useContext(DeedsContext)
  const [isNear, setNear] = useState(false)
  if (data === undefined) return null
  const { edge, change, words } = data
  const { path, middle } = lineOf(data, ends)
  const canAdd = deeds !== undefined && !deeds.isReadOnly && (isNear || selected) && !edge.finishes && !edge.enters
  const icon = edge.label === '' ? undefined : icons[edge.why]
  return (
    <>
      <g className={`way way-${edge.why} way-change-${change} ${data.isTaken ? 'way-taken' : ''} ${selected ? 'way-selected' : ''}`} onMouseEnter={() => setNear(true)} onMouseLeave={() => setNear(false)}>
        <BaseEdge id={id} path={path} interactionWidth={18} markerEnd={`url(#${headOf(data)})`} />
      </g>
      {(words !== '' || canAdd) && (
        <EdgeLabelRenderer>
          <div className={`way-label way-label-${edge.why} way-label-${change} ${selected ? 'way-label-selected' : ''} nodrag nopan`} style={{ transform: `translate(-50%, -50%) translate(${middle.x}px, ${middle.y}px)` }} onMouseEnter={() => setNear(true)} onMouseLeave={() => setNear(false)}>
            {words !== '' && (
              <button type="button" className="way-words" tabIndex={-1} title={words} onClick={() => deeds?.selectWay(id)}>
                {icon !== undefined && <Icon name={icon} size={13} />}
                <span>{words}</span>
                {change !== 'same' && words !== change && <span className="hidden-words"> ({change})</span>}
              </button>
            )}
            {canAdd && (
              <button type="button" className="way-add" tabIndex={-1} aria-label="Put a state into this way" title="Put a state into this way" onClick={(event) => deeds.askInsert(id, { x: event.clientX, y: event.clientY })}>
                <Icon name="add" size={14} />
              </button>
            )}
          </div>
        </EdgeLabelRenderer>
      )}
    </>
  )
})

/** The head of the arrow: that of what became of the way, else that of its kind. */
function headOf({ edge, change }: WayData): string {
  if (change !== 'same') return `way-head-${change}`
  return edge.why === 'catch' ? 'way-head-catch' : 'way-head'
}

type Ends = Pick<EdgeProps, 'sourceX' | 'sourceY' | 'targetX' | 'targetY' | 'source' | 'target'>

function lineOf({ edge, route, from, to }: WayData, { sourceX, sourceY, targetX, targetY, source, target }: Ends): { readonly path: string; readonly middle: Point } {
  const isWhereItWas = isNear({ x: sourceX, y: sourceY }, from) && isNear({ x: targetX, y: targetY }, to)
  if (route !== undefined && isWhereItWas) return { path: roundedPath(route.points), middle: route.label ?? middleOf(route.points) }
  if (edge.finishes) return straight([{ x: sourceX, y: sourceY }, { x: sourceX, y: sourceY + 18 }])
  if (edge.enters) return straight([{ x: targetX, y: targetY - 16 }, { x: targetX, y: targetY }])
  if (source === target) return straight([{ x: sourceX + 40, y: sourceY }, { x: sourceX + 40, y: sourceY + 22 }, { x: sourceX + 150, y: sourceY + 22 }, { x: sourceX + 150, y: targetY - 22 }, { x: targetX + 40, y: targetY - 22 }, { x: targetX + 40, y: targetY }])
  const [path, x, y] = getSmoothStepPath({ sourceX, sourceY, targetX, targetY, sourcePosition: Position.Bottom, targetPosition: Position.Top, borderRadius: 8 })
  return { path, middle: { x, y } }
}

/** Outlets stand out of their node by a few pixels. */
function isNear(a: Point, b: Point): boolean {
  return Math.abs(a.x - b.x) < 8 && Math.abs(a.y - b.y) < 8
}

function straight(points: readonly Point[]): { readonly path: string; readonly middle: Point } {
  return { path: roundedPath(points), middle: middleOf(points) }
}
