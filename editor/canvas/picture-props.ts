import type { StoreApi } from 'zustand/vanilla'
import type { Session } from '../session/session.ts'
import type { Workspace } from '../session/workspace.ts'
import type { CanvasState } from './canvas-state.ts'
import type { DrawnPicture } from './drawn-picture.ts'
import type { GraphDifference } from '../graph/graph-difference.ts'
import type { Running } from './flow-parts.ts'
import type { Gestures } from './gestures.ts'
import type { LaidOut } from './use-layout.ts'

/** What the canvas has beside the file for as long as it is open. */
export interface OpenCanvas {
  readonly state: StoreApi<CanvasState>
  readonly gestures: Gestures
}

export interface PictureProps {
  readonly workspace: Workspace
  readonly session: Session
  readonly canvas: OpenCanvas
  readonly drawn: DrawnPicture
  readonly laid: LaidOut | undefined
  readonly running: Running | undefined
  readonly difference: GraphDifference | undefined
  readonly isReadOnly: boolean
  readonly onOpenForm: (() => void) | undefined
}
