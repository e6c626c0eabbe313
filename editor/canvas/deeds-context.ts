import { createContext } from 'react'
import type { StoreApi } from 'zustand/vanilla'
import type { Point } from '../graph/place-nodes.ts'
import type { CanvasState } from './canvas-state.ts'

/** What nodes and ways can ask of the canvas. The same object for as long as a file is open. */
export interface Deeds {
  readonly isReadOnly: boolean
  readonly state: StoreApi<CanvasState>
  selectWay(way: string): void
  /** Asks what to put into a way. */
  askInsert(way: string, at: Point): void
  /** Ends the renaming in place; `undefined`: as it was. */
  endRename(state: string, name: string | undefined): void
}

export const DeedsContext = createContext<Deeds | undefined>(undefined)
