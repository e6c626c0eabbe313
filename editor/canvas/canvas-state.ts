import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Point } from '../graph/place-nodes.ts'
import type { Walk } from './walk.ts'

/** What is open over the picture. */
export type Overlay =
  /** What to add: after a state, into a way, as the end of a new way, or at the end. */
  | { readonly kind: 'palette'; readonly at: Point | undefined; readonly after?: string; readonly way?: string; readonly outlet?: string; readonly title: string }
  /** A list to choose one thing from. */
  | { readonly kind: 'list'; readonly at: Point | undefined; readonly title: string; readonly rows: readonly Row[] }
  | { readonly kind: 'menu'; readonly at: Point; readonly title: string; readonly rows: readonly Row[] }
  /** Asks for a name. */
  | { readonly kind: 'name'; readonly title: string; readonly label: string; readonly value: string; readonly hint: string; readonly give: (name: string) => void }
  | { readonly kind: 'keys' }

/** One line of a menu or a list. */
export interface Row {
  readonly words: string
  /** What stands beside it: a key, or where it leads. */
  readonly beside?: string
  readonly isApart?: boolean
  readonly do: () => void
}

export interface CanvasState {
  readonly overlay: Overlay | undefined
  /** The state that is renamed in place. */
  readonly renaming: string | undefined
  readonly walk: Walk | undefined
  /** What happened last, for who does not see it. */
  readonly said: string
}

/** Opens what the canvas knows beside the file: it is forgotten with the view. */
export function openCanvasState(): StoreApi<CanvasState> {
  return createStore<CanvasState>(() => ({ overlay: undefined, renaming: undefined, walk: undefined, said: '' }))
}
