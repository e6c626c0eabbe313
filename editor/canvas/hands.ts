import type { ReactFlowInstance } from '@xyflow/react'
import type { GraphEdge, GraphNode } from '../graph/graph.ts'
import type { Point } from '../graph/place-nodes.ts'
import type { Overlay } from './canvas-state.ts'
import { titlesOf, wayWords, waysByState } from './describe.ts'
import type { StateNodeType, WayEdgeType } from './flow-parts.ts'
import type { PictureProps } from './picture-props.ts'
import type { Camera } from './use-camera.ts'
import { cursorOf } from './walk.ts'

export interface DeedWorld extends PictureProps {
  readonly flow: ReactFlowInstance<StateNodeType, WayEdgeType>
  readonly camera: Camera
}

/** What all deeds on the picture need: what is selected, where it is, and what can be opened over it. */
export type Hands = ReturnType<typeof openHands>

export function openHands(world: DeedWorld) {
  const { session, canvas, drawn, camera } = world
  const selected = (): readonly string[] => session.store.getState().selection
  /** The state that keys speak of. */
  const one = (): GraphNode | undefined => {
    const id = cursorOf(canvas.state.getState().walk, selected())
    return drawn.graph.nodes.find((node) => node.id === id)
  }
  const withAny = (then: (node: GraphNode) => void): void => {
    const node = one()
    if (node === undefined) canvas.gestures.say('No state is selected. Arrow keys lead to one.')
    else then(node)
  }
  return {
    world,
    selected,
    /** What is selected, or the state that keys speak of. */
    chosen: (node: GraphNode): readonly string[] => (selected().length > 0 ? selected() : [node.id]),
    one,
    withAny,
    withState: (then: (node: GraphNode) => void): void => withAny((node) => (isMark(node) ? canvas.gestures.say('This is no state that can be changed.') : then(node))),
    open: (overlay: Overlay): void => canvas.state.setState({ overlay }),
    placeOf: (id: string | undefined): Point | undefined => (id === undefined ? undefined : camera.screenPlace(id)),
    waysFrom: (id: string): readonly GraphEdge[] => waysByState(drawn.graph).get(id) ?? [],
    wordsOf: (way: GraphEdge): string => wayWords(way, titlesOf(drawn.graph)),
  }
}

/** Whether it is the start or the end, which are no states. */
export function isMark({ kind }: GraphNode): boolean {
  return kind === 'start' || kind === 'finish'
}
