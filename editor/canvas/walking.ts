import { theEnd, theStart } from '../../engine/index.ts'
import type { GraphNode } from '../graph/graph.ts'
import type { KeyDeed } from './canvas-keys.ts'
import { describeNode, titlesOf } from './describe.ts'
import { isMark, type Hands } from './hands.ts'
import { lookOf } from './kind-look.ts'
import { stepAlong, type Direction } from './walk.ts'

type Walking = Extract<KeyDeed, 'onward' | 'back' | 'next' | 'previous' | 'first' | 'last' | 'fault' | 'all' | 'none'>

/** Gives what leads from state to state; where one comes is selected, shown and said. */
export function walking(hands: Hands): { readonly [deed in Walking]: () => void } {
  const { session, canvas, drawn, difference, camera } = hands.world
  const { graph } = drawn
  const goTo = (id: string | undefined, from?: string): void => {
    const node = graph.nodes.find((other) => other.id === id)
    if (node === undefined) return
    const said = describeNode(node, lookOf(node, drawn.view.knowledge.tools), hands.waysFrom(node.id), titlesOf(graph), difference)
    canvas.state.setState({ walk: { at: node.id, from }, said })
    session.select(isMark(node) ? [] : [node.id])
    camera.reveal(node.id)
  }
  const walk = (direction: Direction) => (): void => {
    const at = hands.one()
    const known = canvas.state.getState().walk
    const before = at === undefined ? undefined : known?.at === at.id ? known : { at: at.id, from: undefined }
    const next = stepAlong(graph, before, direction)
    if (next === undefined || next === before) canvas.gestures.say('No way leads there.')
    else goTo(next.at, next.from)
  }
  return {
    onward: walk('onward'),
    back: walk('back'),
    next: walk('next'),
    previous: walk('previous'),
    first: () => goTo(theStart),
    last: () => goTo(graph.nodes.some(({ id }) => id === theEnd) ? theEnd : graph.nodes.at(-1)?.id),
    fault: () => goTo(nextFault(graph.nodes, hands.one()?.id)),
    all: () => session.select(graph.nodes.filter((node) => !isMark(node)).map(({ id }) => id)),
    none: () => {
      session.select([])
      canvas.state.setState({ walk: undefined })
    },
  }
}

function nextFault(nodes: readonly GraphNode[], at: string | undefined): string | undefined {
  const place = nodes.findIndex(({ id }) => id === at)
  return [...nodes.slice(place + 1), ...nodes.slice(0, place + 1)].find(({ faults }) => faults.length > 0)?.id
}
