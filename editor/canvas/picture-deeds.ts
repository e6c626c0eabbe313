import type { KeyboardEvent } from 'react'
import type { ReactFlowInstance } from '@xyflow/react'
import { theEnd, theStart } from '../../engine/index.ts'
import type { GraphEdge, GraphNode } from '../graph/graph.ts'
import type { Point } from '../graph/place-nodes.ts'
import { deedOf, type KeyDeed } from './canvas-keys.ts'
import type { Overlay } from './canvas-state.ts'
import { describeNode, titlesOf, wayWords, waysByState } from './describe.ts'
import type { StateNodeType, WayEdgeType } from './flow-parts.ts'
import { lookOf } from './kind-look.ts'
import { moveRows, outletRows, paneRows, stateRows, targetRows, wayRows } from './menu-rows.ts'
import { dropPositions, keepPositions } from './positions.ts'
import type { PictureProps } from './Picture.tsx'
import type { Camera } from './use-camera.ts'
import { cursorOf, stepAlong, type Direction } from './walk.ts'

export interface DeedWorld extends PictureProps {
  readonly flow: ReactFlowInstance<StateNodeType, WayEdgeType>
  readonly camera: Camera
}

export interface PictureDeeds {
  pressed(event: KeyboardEvent): void
  do(deed: KeyDeed): void
  stateMenu(id: string, at: Point): void
  wayMenu(id: string, at: Point): void
  paneMenu(at: Point): void
}

const push = 24
/** What may be done where nothing can be changed. */
const looking: readonly KeyDeed[] = ['onward', 'back', 'next', 'previous', 'first', 'last', 'form', 'menu', 'all', 'none', 'fit', 'closer', 'farther', 'keys', 'fault', 'ways']

/** Gives what keys, buttons and menus do on the picture. */
export function openPictureDeeds(world: DeedWorld): PictureDeeds {
  const { session, canvas, drawn, camera, isReadOnly } = world
  const { gestures, state } = canvas
  const { graph } = drawn
  const open = (overlay: Overlay): void => state.setState({ overlay })
  const selected = (): readonly string[] => session.store.getState().selection
  const one = (): GraphNode | undefined => graph.nodes.find(({ id }) => id === cursorOf(state.getState().walk, selected()))
  const placeOf = (id: string | undefined): Point | undefined => (id === undefined ? undefined : camera.screenPlace(id))

  const deeds: { readonly [deed in KeyDeed]: () => void } = {
    onward: () => walk('onward'),
    back: () => walk('back'),
    next: () => walk('next'),
    previous: () => walk('previous'),
    first: () => goTo(theStart),
    last: () => goTo(graph.nodes.some(({ id }) => id === theEnd) ? theEnd : graph.nodes.at(-1)?.id),
    fault: () => goTo(nextFault(graph.nodes, one()?.id)),
    add: () => open({ kind: 'palette', at: placeOf(one()?.id), title: one() === undefined ? 'Add a state' : `Add a state after "${one()?.title}"`, ...afterOf(one()) }),
    insert: () => insertKey(),
    connect: () => withState((node) => chooseTarget(node)),
    ways: () => withAny((node) => open({ kind: 'list', at: placeOf(node.id), title: `Ways from "${node.title}"`, rows: waysFrom(node.id).map((way) => ({ words: wayWords(way, titlesOf(graph)), beside: 'choose to change it', do: () => wayMenu(way.id, camera.screenPlace(node.id) ?? { x: 0, y: 0 }) })) })),
    form: () => world.onOpenForm?.(),
    rename: () => withState((node) => state.setState({ renaming: node.id })),
    delete: () => {
      const { selectedWay } = session.store.getState()
      if (selectedWay !== undefined) gestures.disconnect(selectedWay)
      else if (selected().length > 0) gestures.remove(selected())
    },
    duplicate: () => withState((node) => gestures.duplicate(selected().length > 1 ? selected() : [node.id])),
    disable: () => withState((node) => gestures.setDisabled(node.id, !node.disabled)),
    wrap: () => withState((node) => open({ kind: 'list', at: placeOf(node.id), title: 'Put into', rows: wrapRows(selected().length > 0 ? selected() : [node.id]) })),
    unwrap: () => withState((node) => gestures.unwrap(node.id)),
    move: () => withState((node) => open({ kind: 'list', at: placeOf(node.id), title: `Move "${node.title}"`, rows: moveRows(graph, node, gestures) })),
    menu: () => menuKey(),
    all: () => session.select(graph.nodes.filter(({ kind }) => kind !== 'start' && kind !== 'finish').map(({ id }) => id)),
    none: () => (session.select([]), state.setState({ walk: undefined })),
    fit: () => camera.all(),
    closer: () => camera.closer(),
    farther: () => camera.farther(),
    tidy: () => (dropPositions(world.workspace, session), gestures.say('Tidied up: every state is where the layout puts it.')),
    keys: () => open({ kind: 'keys' }),
    left: () => pushBy(-push, 0),
    right: () => pushBy(push, 0),
    up: () => pushBy(0, -push),
    down: () => pushBy(0, push),
  }

  const waysFrom = (id: string): readonly GraphEdge[] => waysByState(graph).get(id) ?? []
  const withAny = (then: (node: GraphNode) => void): void => {
    const node = one()
    if (node === undefined) gestures.say('No state is selected. Arrow keys lead to one.')
    else then(node)
  }
  const withState = (then: (node: GraphNode) => void): void => withAny((node) => (node.kind === 'start' || node.kind === 'finish' ? gestures.say('This is no state that can be changed.') : then(node)))
  const goTo = (id: string | undefined, from?: string): void => {
    const node = graph.nodes.find((other) => other.id === id)
    if (node === undefined) return
    const isMark = node.kind === 'start' || node.kind === 'finish'
    state.setState({ walk: { at: node.id, from }, said: describeNode(node, lookOf(node, drawn.view.knowledge.tools), waysFrom(node.id), titlesOf(graph)) })
    session.select(isMark ? [] : [node.id])
    camera.reveal(node.id)
  }
  const walk = (direction: Direction): void => {
    const at = one()
    const known = state.getState().walk
    const before = at === undefined ? undefined : known?.at === at.id ? known : { at: at.id, from: undefined }
    const next = stepAlong(graph, before, direction)
    if (next === undefined || next === before) gestures.say('No way leads there.')
    else goTo(next.at, next.from)
  }
  const chooseTarget = (node: GraphNode): void => {
    const source = drawn.view.flow.states.get(node.id)
    if (source === undefined) return
    const rows = outletRows(source, (outlet) => open({ kind: 'list', at: placeOf(node.id), title: 'Lead it to', rows: targetRows(drawn, node.id, outlet, (to) => gestures.connect(node.id, outlet, to)) }))
    open({ kind: 'list', at: placeOf(node.id), title: `Draw a way from "${node.title}"`, rows })
  }
  const insertKey = (): void => {
    const { selectedWay } = session.store.getState()
    const insert = (way: string): void => open({ kind: 'palette', at: undefined, way, title: 'Put a state into this way' })
    if (selectedWay !== undefined) return insert(selectedWay)
    withAny((node) => {
      const [first, ...others] = waysFrom(node.id)
      if (first !== undefined && others.length === 0) insert(first.id)
      else open({ kind: 'list', at: placeOf(node.id), title: 'Put a state into which way?', rows: waysFrom(node.id).map((way) => ({ words: wayWords(way, titlesOf(graph)), do: () => insert(way.id) })) })
    })
  }
  const wrapRows = (states: readonly string[]) => [
    { words: 'A group', beside: 'states of its own', do: () => void gestures.wrap(states, 'states') },
    { words: 'For each', beside: 'once per element of a list', do: () => void gestures.wrap(states, 'each') },
    { words: 'Together', beside: 'as branches that go at once', do: () => void gestures.wrap(states, 'together') },
  ]
  const pushBy = (x: number, y: number): void => {
    const places = Object.fromEntries(selected().flatMap((id) => {
      const node = world.flow.getNode(id)
      return node === undefined ? [] : [[id, { x: Math.round(node.position.x + x), y: Math.round(node.position.y + y) }]]
    }))
    if (Object.keys(places).length > 0) keepPositions(world.workspace, session, places, new Set(graph.nodes.map(({ id }) => id)))
  }
  const stateMenu = (id: string, at: Point): void => {
    const node = graph.nodes.find((other) => other.id === id)
    if (node === undefined || node.kind === 'start' || node.kind === 'finish') return paneMenu(at)
    if (!selected().includes(id)) session.select([id])
    state.setState({ walk: { at: id, from: undefined } })
    open({ kind: 'menu', at, title: node.title, rows: stateRows(node, (deed) => run(deed), gestures, isReadOnly) })
  }
  const wayMenu = (id: string, at: Point): void => {
    const way = graph.edges.find((edge) => edge.id === id)
    if (way === undefined) return
    session.select([], id)
    if (isReadOnly) return
    const elsewhere = (): void => open({ kind: 'list', at, title: 'Lead it to', rows: targetRows(drawn, way.from, undefined, (to) => gestures.reconnect(id, to)) })
    open({ kind: 'menu', at, title: 'Way', rows: wayRows(id, () => open({ kind: 'palette', at, way: id, title: 'Put a state into this way' }), elsewhere, gestures) })
  }
  const paneMenu = (at: Point): void => open({ kind: 'menu', at, title: 'Picture', rows: paneRows((deed) => run(deed), isReadOnly) })
  const menuKey = (): void => {
    const node = one()
    const { selectedWay } = session.store.getState()
    const middle = { x: innerWidth / 3, y: innerHeight / 3 }
    if (selectedWay !== undefined) wayMenu(selectedWay, middle)
    else if (node !== undefined) stateMenu(node.id, placeOf(node.id) ?? middle)
    else paneMenu(middle)
  }
  const run = (deed: KeyDeed): void => {
    if (!isReadOnly || looking.includes(deed)) deeds[deed]()
  }
  return {
    do: run,
    stateMenu,
    wayMenu,
    paneMenu,
    pressed(event) {
      if (event.defaultPrevented || event.target !== event.currentTarget) return
      const deed = deedOf(event)
      if (deed === undefined) return
      event.preventDefault()
      run(deed)
    },
  }
}

function afterOf(node: GraphNode | undefined): { readonly after?: string } {
  return node === undefined || node.kind === 'start' || node.kind === 'finish' ? {} : { after: node.id }
}

function nextFault(nodes: readonly GraphNode[], at: string | undefined): string | undefined {
  const place = nodes.findIndex(({ id }) => id === at)
  return [...nodes.slice(place + 1), ...nodes.slice(0, place + 1)].find(({ faults }) => faults.length > 0)?.id
}
