import type { FlowState } from '../../engine/index.ts'
import type { Graph, GraphNode } from '../graph/graph.ts'
import { whyNotConnect } from '../rules/can-connect.ts'
import { outletsOf, type OutletKind } from '../rules/outlets.ts'
import { canvasKeys, keyWords, type KeyDeed } from './canvas-keys.ts'
import type { Row } from './canvas-state.ts'
import type { DrawnPicture } from './drawn-picture.ts'
import type { Gestures } from './gestures.ts'

type Run = (deed: KeyDeed) => void

function row(words: string, deed: KeyDeed, run: Run, isApart = false): Row {
  const key = canvasKeys.find((one) => one.deed === deed)?.keys[0]
  return { words, ...(key !== undefined && { beside: keyWords(key) }), isApart, do: () => run(deed) }
}

/** What can be done with a state. */
export function stateRows(node: GraphNode, run: Run, gestures: Gestures, isReadOnly: boolean): readonly Row[] {
  if (isReadOnly) return [row('Open the form', 'form', run), row('Show its ways …', 'ways', run)]
  return [
    row('Open the form', 'form', run),
    row('Rename', 'rename', run),
    row('Add a state after it …', 'add', run, true),
    ...(node.kind === 'together' ? [{ words: 'Add a branch', do: () => void gestures.addBranch(node.id) }] : []),
    row('Draw a way …', 'connect', run),
    row('Change its ways …', 'ways', run),
    row('Move …', 'move', run, true),
    row('Put into a group …', 'wrap', run),
    ...(node.group ? [row('Take its states out', 'unwrap', run)] : []),
    row('Make a skill of its own …', 'extract', run),
    row('Duplicate', 'duplicate', run, true),
    row(node.disabled ? 'Enable' : 'Disable', 'disable', run),
    row('Delete', 'delete', run, true),
  ]
}

/** What can be done with a way. */
export function wayRows(id: string, insert: () => void, elsewhere: () => void, gestures: Gestures): readonly Row[] {
  return [
    { words: 'Put a state into it …', beside: 'I', do: insert },
    { words: 'Lead it elsewhere …', do: elsewhere },
    { words: 'Take it away', beside: 'Delete', isApart: true, do: () => void gestures.disconnect(id) },
  ]
}

/** What can be done where no state is. */
export function paneRows(run: Run, isReadOnly: boolean): readonly Row[] {
  const looking = [row('Show all', 'fit', run, true), row('Select all', 'all', run), row('Show the keys', 'keys', run)]
  return isReadOnly ? looking : [row('Add a state …', 'add', run), row('Tidy up', 'tidy', run), ...looking]
}

/** Which way to draw from a state. */
export function outletRows(source: FlowState, choose: (outlet: OutletKind) => void): readonly Row[] {
  return outletsOf(source).map(({ kind, label, many }) => ({ words: label, beside: many ? 'one more way' : 'takes the place of the way that is there', do: () => choose(kind) }))
}

/** Where a way can lead: the states that the rules allow; without an outlet, all that a way can lead to at all. */
export function targetRows({ view, graph }: DrawnPicture, from: string, outlet: OutletKind | undefined, choose: (to: string) => void): readonly Row[] {
  return graph.nodes
    .filter(({ id, kind }) => kind !== 'start' && kind !== 'finish' && (outlet === undefined || whyNotConnect(view, { from, outlet, to: id }) === undefined))
    .map(({ id, title, words }) => ({ words: title, beside: `${id} · ${words}`, do: () => choose(id) }))
}

/** Where a state can be moved to: before or after those beside it, into a group, to the top. */
export function moveRows({ nodes }: Graph, node: GraphNode, gestures: Gestures): readonly Row[] {
  const states = nodes.filter(({ id, kind }) => kind !== 'start' && kind !== 'finish' && id !== node.id)
  const beside = states.filter(({ parent }) => parent === node.parent)
  const groups = states.filter(({ group, id }) => group && id !== node.parent)
  return [
    ...(node.parent === undefined ? [] : [{ words: 'Out of all groups', beside: 'to the end of the skill', do: () => void gestures.move(node.id, {}) }]),
    ...groups.map(({ id, title }) => ({ words: `Into "${title}"`, beside: 'as its last state', do: () => void gestures.move(node.id, { into: id }) })),
    ...(beside[0] === undefined ? [] : [{ words: `Before "${beside[0].title}"`, beside: 'first in its list', do: () => void gestures.move(node.id, { before: beside[0]?.id ?? '' }) }]),
    ...beside.map(({ id, title }) => ({ words: `After "${title}"`, beside: 'in its list', do: () => void gestures.move(node.id, { after: id }) })),
  ]
}
