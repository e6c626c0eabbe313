import type { GraphNode } from '../graph/graph.ts'
import type { KeyDeed } from './canvas-keys.ts'
import type { Row } from './canvas-state.ts'
import { isMark, type Hands } from './hands.ts'
import { moveRows, outletRows, targetRows } from './menu-rows.ts'
import type { Menus } from './menus.ts'

type Asking = Extract<KeyDeed, 'add' | 'insert' | 'connect' | 'ways' | 'wrap' | 'move' | 'extract' | 'keys'>

/** Gives what first asks for more: what to add, where to lead, into what to put. */
export function asking(hands: Hands, menus: Menus): { readonly [deed in Asking]: () => void } {
  const { open, placeOf, withState, chosen } = hands
  const { drawn, canvas } = hands.world
  return {
    add: () => {
      const node = hands.one()
      const isState = node !== undefined && !isMark(node)
      open({ kind: 'palette', at: placeOf(node?.id), title: isState ? `Add a state after "${node.title}"` : 'Add a state', ...(isState && { after: node.id }) })
    },
    insert: () => askInsert(hands),
    connect: () => withState((node) => askTarget(hands, node)),
    ways: () =>
      hands.withAny((node) => {
        const rows = hands.waysFrom(node.id).map((way) => ({ words: hands.wordsOf(way), beside: 'choose to change it', do: () => menus.way(way.id, placeOf(node.id) ?? { x: 0, y: 0 }) }))
        open({ kind: 'list', at: placeOf(node.id), title: `Ways from "${node.title}"`, rows })
      }),
    wrap: () => withState((node) => open({ kind: 'list', at: placeOf(node.id), title: 'Put into', rows: wrapRows(hands, chosen(node)) })),
    move: () => withState((node) => open({ kind: 'list', at: placeOf(node.id), title: `Move "${node.title}"`, rows: moveRows(drawn.graph, node, canvas.gestures) })),
    extract: () => withState((node) => askExtract(hands, node)),
    keys: () => open({ kind: 'keys' }),
  }
}

function askTarget({ world: { drawn, canvas }, open, placeOf }: Hands, node: GraphNode): void {
  const source = drawn.view.flow.states.get(node.id)
  if (source === undefined) return
  const at = placeOf(node.id)
  const rows = outletRows(source, (outlet) => open({ kind: 'list', at, title: 'Lead it to', rows: targetRows(drawn, node.id, outlet, (to) => canvas.gestures.connect(node.id, outlet, to)) }))
  open({ kind: 'list', at, title: `Draw a way from "${node.title}"`, rows })
}

function askInsert({ world: { session }, open, placeOf, withAny, waysFrom, wordsOf }: Hands): void {
  const { selectedWay } = session.store.getState()
  const insert = (way: string): void => open({ kind: 'palette', at: undefined, way, title: 'Put a state into this way' })
  if (selectedWay !== undefined) return insert(selectedWay)
  withAny((node) => {
    const [first, ...others] = waysFrom(node.id)
    if (first !== undefined && others.length === 0) insert(first.id)
    else open({ kind: 'list', at: placeOf(node.id), title: 'Put a state into which way?', rows: waysFrom(node.id).map((way) => ({ words: wordsOf(way), do: () => insert(way.id) })) })
  })
}

function askExtract({ world: { canvas }, open, chosen }: Hands, node: GraphNode): void {
  const states = chosen(node)
  const hint = 'The selected states go into a new file beside this one, and a state that runs it takes their place.'
  open({ kind: 'name', title: 'Make a skill of its own', label: 'Name of the new skill', value: node.name.replaceAll('_', '-'), hint, give: (name) => void canvas.gestures.extract(states, name) })
}

function wrapRows({ world: { canvas } }: Hands, states: readonly string[]): readonly Row[] {
  return [
    { words: 'A group', beside: 'states of its own', do: () => void canvas.gestures.wrap(states, 'states') },
    { words: 'For each', beside: 'once per element of a list', do: () => void canvas.gestures.wrap(states, 'each') },
    { words: 'Together', beside: 'as branches that go at once', do: () => void canvas.gestures.wrap(states, 'together') },
  ]
}
