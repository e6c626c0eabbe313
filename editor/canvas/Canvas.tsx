import { useMemo } from 'react'
import { ReactFlowProvider } from '@xyflow/react'
import { useStore } from 'zustand'
import type { GraphDifference } from '../graph/graph-difference.ts'
import { knowledgeOf } from '../rules/known-view.ts'
import type { Session } from '../session/session.ts'
import type { Workspace } from '../session/workspace.ts'
import { openCanvasState } from './canvas-state.ts'
import { openDrawer, withoutUncaught, type DrawnPicture } from './drawn-picture.ts'
import type { Running } from './flow-parts.ts'
import { openGestures } from './gestures.ts'
import { Overlays } from './Overlays.tsx'
import { Picture } from './Picture.tsx'
import { useLayout } from './use-layout.ts'
import './canvas.css'
import './state-node.css'
import './group-node.css'
import './outlets.css'
import './way.css'
import './change.css'

interface CanvasProps {
  readonly workspace: Workspace
  readonly session: Session
  /** How a run stands, to follow it on the picture. */
  readonly running?: Running
  readonly readOnly?: boolean
  /** What an update changes, to review it: both pictures in one. */
  readonly difference?: GraphDifference
  /** Leads to the form of what is selected. */
  readonly onOpenForm?: () => void
}

/** The picture of a skill: drawn from its text, and a place to draw. */
export function Canvas({ workspace, session, running, readOnly = false, difference, onOpenForm }: CanvasProps) {
  const picture = useStore(session.store, (state) => state.picture)
  const tools = useStore(workspace.store, (state) => state.tools)
  const skills = useStore(workspace.store, (state) => state.skills)
  const writable = useStore(session.store, (state) => state.writable)
  const canvas = useMemo(() => openCanvas(workspace, session), [workspace, session])
  const drawn = useMemo(() => {
    const now = canvas.draw(picture, knowledgeOf(tools, skills))
    return difference === undefined ? now : { ...now, graph: withoutUncaught(difference.graph) }
  }, [canvas, picture, tools, skills, difference])
  const laid = useLayout(drawn.graph)
  const isReadOnly = readOnly || !writable || difference !== undefined
  return (
    <ReactFlowProvider>
      <Picture workspace={workspace} session={session} canvas={canvas} drawn={drawn} laid={laid} running={running} difference={difference} isReadOnly={isReadOnly} onOpenForm={onOpenForm} />
      <Overlays canvas={canvas} />
    </ReactFlowProvider>
  )
}

function openCanvas(workspace: Workspace, session: Session) {
  const state = openCanvasState()
  const draw = openDrawer()
  const drawn = (): DrawnPicture => {
    const { tools, skills } = workspace.store.getState()
    return draw(session.store.getState().picture, knowledgeOf(tools, skills))
  }
  return { state, draw, gestures: openGestures({ workspace, session, state, drawn }) }
}
