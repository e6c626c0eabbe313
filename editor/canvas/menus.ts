import type { Point } from '../graph/place-nodes.ts'
import type { KeyDeed } from './canvas-keys.ts'
import { isMark, type Hands } from './hands.ts'
import { paneRows, stateRows, targetRows, wayRows } from './menu-rows.ts'

export interface Menus {
  state(id: string, at: Point): void
  way(id: string, at: Point): void
  pane(at: Point): void
  /** Of what is selected, as the menu key asks for it. */
  ofSelection(): void
}

/** Gives the menus of states, ways and the ground. */
export function openMenus(hands: Hands, run: (deed: KeyDeed) => void): Menus {
  const { session, canvas, drawn, isReadOnly } = hands.world
  const menus: Menus = {
    state(id, at) {
      const node = drawn.graph.nodes.find((other) => other.id === id)
      if (node === undefined || isMark(node)) return menus.pane(at)
      if (!hands.selected().includes(id)) session.select([id])
      canvas.state.setState({ walk: { at: id, from: undefined } })
      hands.open({ kind: 'menu', at, title: node.title, rows: stateRows(node, run, canvas.gestures, isReadOnly) })
    },
    way(id, at) {
      const way = drawn.graph.edges.find((edge) => edge.id === id)
      if (way === undefined) return
      session.select([], id)
      if (isReadOnly) return
      const insert = (): void => hands.open({ kind: 'palette', at, way: id, title: 'Put a state into this way' })
      const elsewhere = (): void => hands.open({ kind: 'list', at, title: 'Lead it to', rows: targetRows(drawn, way.from, undefined, (to) => canvas.gestures.reconnect(id, to)) })
      hands.open({ kind: 'menu', at, title: 'Way', rows: wayRows(id, insert, elsewhere, canvas.gestures) })
    },
    pane: (at) => hands.open({ kind: 'menu', at, title: 'Picture', rows: paneRows(run, isReadOnly) }),
    ofSelection() {
      const node = hands.one()
      const { selectedWay } = session.store.getState()
      const middle = { x: innerWidth / 3, y: innerHeight / 3 }
      if (selectedWay !== undefined) menus.way(selectedWay, middle)
      else if (node !== undefined) menus.state(node.id, hands.placeOf(node.id) ?? middle)
      else menus.pane(middle)
    },
  }
  return menus
}
