import { useMemo, useState, type KeyboardEvent } from 'react'
import { Background, MiniMap, ReactFlow, SelectionMode, useReactFlow } from '@xyflow/react'
import { useStore } from 'zustand'
import '@xyflow/react/dist/base.css'
import { Empty } from '../look/Empty.tsx'
import { Button } from '../look/Button.tsx'
import { CanvasTools } from './CanvasTools.tsx'
import { DeedsContext, type Deeds } from './deeds-context.ts'
import type { StateNodeType, WayEdgeType } from './flow-parts.ts'
import { focusPicture, pictureId } from './focus-picture.ts'
import { GroupNode } from './GroupNode.tsx'
import { MarkNode } from './MarkNode.tsx'
import { nodeId } from './node-id.ts'
import type { OpenCanvas, PictureProps } from './picture-props.ts'
import { openPictureDeeds } from './picture-deeds.ts'
import { StateNode } from './StateNode.tsx'
import { useCamera } from './use-camera.ts'
import { useClipboard } from './use-clipboard.ts'
import { useFlowParts } from './use-flow-parts.ts'
import { cursorOf } from './walk.ts'
import { wayDrawing } from './way-drawing.ts'
import { placeOf } from './screen-place.ts'
import { WayEdge } from './WayEdge.tsx'
import { WayHeads } from './WayHeads.tsx'

const nodeTypes = { state: StateNode, 'group-state': GroupNode, mark: MarkNode }
const edgeTypes = { way: WayEdge }
const several = ['Meta', 'Control', 'Shift']
const keepsAttribution = { hideAttribution: false }

/** The drawn states and ways, and the hands on them. */
export function Picture(props: PictureProps) {
  const { session, canvas, drawn, isReadOnly } = props
  const flow = useReactFlow<StateNodeType, WayEdgeType>()
  const [pane, setPane] = useState<HTMLElement | null>(null)
  const parts = useFlowParts(props)
  const camera = useCamera(props, parts, pane)
  const deeds = useMemo(() => openPictureDeeds({ ...props, flow, camera }), [props, flow, camera])
  const context = useMemo((): Deeds => ({ isReadOnly, state: canvas.state, selectWay: (way) => (session.select([], way), focusPicture()), askInsert: (way, at) => askInsert(canvas, way, at), endRename: (state, name) => endRename(canvas, state, name) }), [isReadOnly, canvas, session])
  useClipboard(pane, props)
  const selection = useStore(session.store, (state) => state.selection)
  const walk = useStore(canvas.state, (state) => state.walk)
  const cursor = cursorOf(walk, selection)
  const said = useStore(canvas.state, (state) => state.said)
  const ways = useMemo(() => wayDrawing(canvas, drawn.view), [canvas, drawn.view])
  return (
    <DeedsContext value={context}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- an application takes keys */}
      <div
        ref={setPane}
        id={pictureId}
        className={`canvas ${isReadOnly ? 'canvas-read-only' : ''} ${props.laid?.isSettled === true ? '' : 'canvas-moving'}`}
        role="application"
        aria-label="Picture of the skill. Arrow keys walk along its ways, question mark shows all keys."
        aria-activedescendant={cursor === undefined ? undefined : nodeId(cursor)}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- an application takes keys
        tabIndex={0}
        onKeyDown={(event: KeyboardEvent) => deeds.pressed(event)}
      >
        <WayHeads />
        <ReactFlow
          nodes={parts.nodes}
          edges={parts.edges}
          nodeTypes={nodeTypes}
          edgeTypes={edgeTypes}
          onNodesChange={parts.nodesChanged}
          onEdgesChange={parts.edgesChanged}
          onNodeDragStop={parts.dropped}
          onSelectionDragStop={(_, nodes) => parts.kept(nodes)}
          {...(!isReadOnly && ways)}
          onNodeContextMenu={(event, { id }) => (event.preventDefault(), deeds.menus.state(id, placeOf(event.nativeEvent)))}
          onEdgeContextMenu={(event, { id }) => (event.preventDefault(), deeds.menus.way(id, placeOf(event.nativeEvent)))}
          onPaneContextMenu={(event) => (event.preventDefault(), deeds.menus.pane(placeOf(event as MouseEvent)))}
          onNodeDoubleClick={() => props.onOpenForm?.()}
          onNodeClick={(_, { id }) => (canvas.state.setState({ walk: { at: id, from: undefined } }), focusPicture())}
          onPaneClick={() => (canvas.state.setState({ walk: undefined }), session.select([]), focusPicture())}
          nodesDraggable={!isReadOnly}
          nodesConnectable={!isReadOnly}
          nodesFocusable={false}
          edgesFocusable={false}
          edgesReconnectable={false}
          deleteKeyCode={null}
          multiSelectionKeyCode={several}
          selectionMode={SelectionMode.Partial}
          selectNodesOnDrag={false}
          disableKeyboardA11y
          onlyRenderVisibleElements
          elevateNodesOnSelect={false}
          zoomOnDoubleClick={false}
          minZoom={0.08}
          maxZoom={2}
          connectionRadius={28}
          proOptions={keepsAttribution}
        >
          <Background gap={24} size={1.5} />
          <MiniMap<StateNodeType> className="canvas-map" nodeClassName={mapClass} pannable zoomable ariaLabel="Small map of the picture" />
        </ReactFlow>
        {props.laid !== undefined && drawn.view.flow.states.size === 0 && <NoStates canvas={canvas} isReadOnly={isReadOnly} />}
        {!drawn.isCurrent && (
          <p className="canvas-stale" role="status">
            The text can not be read as it stands. This is the last picture.
          </p>
        )}
        <CanvasTools deeds={deeds} isReadOnly={isReadOnly} />
        <p className="hidden-words" role="status" aria-live="polite">
          {said}
        </p>
      </div>
    </DeedsContext>
  )
}

function NoStates({ canvas, isReadOnly }: { readonly canvas: OpenCanvas; readonly isReadOnly: boolean }) {
  const add = (): void => canvas.state.setState({ overlay: { kind: 'palette', at: undefined, title: 'Add the first state' } })
  return (
    <div className="canvas-empty">
      <Empty icon="picture" title="Nothing is drawn yet" action={isReadOnly ? undefined : <Button look="main" icon="add" onClick={add}>Add the first state</Button>}>
        A skill is a line of states: each does one thing and leads to the next. Press A to add one, or write in the text beside.
      </Empty>
    </div>
  )
}

function askInsert(canvas: OpenCanvas, way: string, at: { x: number; y: number }): void {
  canvas.state.setState({ overlay: { kind: 'palette', at, way, title: 'Put a state into this way' } })
}

function endRename(canvas: OpenCanvas, state: string, name: string | undefined): void {
  canvas.state.setState({ renaming: undefined })
  focusPicture()
  const wanted = name?.trim()
  if (wanted !== undefined && wanted !== '' && wanted !== state) canvas.gestures.rename(state, wanted)
}

function mapClass({ data }: StateNodeType): string {
  return `canvas-map-${data.node.group ? 'group' : data.look.tone} ${data.light === undefined ? '' : `canvas-map-${data.light}`}`
}
