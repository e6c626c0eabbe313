import type { FinalConnectionState, HandleType, ReactFlowProps } from '@xyflow/react'
import { whyNotConnect } from '../rules/can-connect.ts'
import type { SkillView } from '../rules/skill-view.ts'
import type { StateNodeType, WayEdgeType } from './flow-parts.ts'
import { outletFor } from './gestures.ts'
import type { OpenCanvas } from './picture-props.ts'
import { placeOf, stateUnder } from './screen-place.ts'

type Hooks = Pick<ReactFlowProps<StateNodeType, WayEdgeType>, 'isValidConnection' | 'onConnect' | 'onConnectEnd' | 'onReconnect' | 'onReconnectStart' | 'onReconnectEnd'>

/** Gives what happens while a way is drawn with the mouse: it may end anywhere on a state, or on the ground for a new one. */
export function wayDrawing({ gestures, state }: OpenCanvas, view: SkillView): Hooks {
  // React Flow tells the end of a way that is led elsewhere as the end of a new one too.
  let isLedElsewhere = false
  return {
    isValidConnection: ({ source, sourceHandle, target }) => whyNotConnect(view, { from: source, outlet: outletFor(view, source, sourceHandle), to: target }) === undefined,
    onConnect: ({ source, sourceHandle, target }) => void gestures.connect(source, sourceHandle, target),
    onConnectEnd(event, { isValid, fromNode, fromHandle }) {
      if (isLedElsewhere || isValid === true || fromNode === null || fromHandle?.type !== 'source') return
      const at = placeOf(event)
      const under = stateUnder(at)
      if (under === undefined) state.setState({ overlay: { kind: 'palette', at, after: fromNode.id, outlet: fromHandle.id ?? '', title: 'A new state at the end of this way' } })
      else if (under !== fromNode.id) gestures.connect(fromNode.id, fromHandle.id, under)
    },
    onReconnect: (edge, { target }) => void gestures.reconnect(edge.id, target),
    onReconnectStart: () => void (isLedElsewhere = true),
    onReconnectEnd(event, edge, _: HandleType, { isValid }: FinalConnectionState) {
      isLedElsewhere = false
      const under = isValid === true ? undefined : stateUnder(placeOf(event))
      if (under !== undefined && under !== edge.target) gestures.reconnect(edge.id, under)
    },
  }
}
