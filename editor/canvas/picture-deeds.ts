import type { KeyboardEvent } from 'react'
import { asking } from './asking.ts'
import { deedOf, type KeyDeed } from './canvas-keys.ts'
import { openHands, type DeedWorld, type Hands } from './hands.ts'
import { openMenus, type Menus } from './menus.ts'
import { dropPositions, keepPositions } from './positions.ts'
import { walking } from './walking.ts'

export interface PictureDeeds {
  readonly menus: Menus
  pressed(event: KeyboardEvent): void
  do(deed: KeyDeed): void
}

const push = 24
/** What may be done where nothing can be changed. */
const looking: readonly KeyDeed[] = ['onward', 'back', 'next', 'previous', 'first', 'last', 'form', 'menu', 'all', 'none', 'fit', 'closer', 'farther', 'keys', 'fault', 'ways']

/** Gives what keys, buttons and menus do on the picture. */
export function openPictureDeeds(world: DeedWorld): PictureDeeds {
  const hands = openHands(world)
  const { camera } = world
  const run = (deed: KeyDeed): void => {
    if (!world.isReadOnly || looking.includes(deed)) deeds[deed]()
  }
  const menus = openMenus(hands, run)
  const deeds: { readonly [deed in KeyDeed]: () => void } = {
    ...walking(hands),
    ...asking(hands, menus),
    ...changing(hands),
    ...pushing(hands),
    form: () => world.onOpenForm?.(),
    menu: () => menus.ofSelection(),
    fit: () => camera.all(),
    closer: () => camera.closer(),
    farther: () => camera.farther(),
  }
  return {
    menus,
    do: run,
    pressed(event) {
      if (event.defaultPrevented || event.target !== event.currentTarget) return
      const deed = deedOf(event)
      if (deed === undefined) return
      event.preventDefault()
      run(deed)
    },
  }
}

function changing({ world, selected, chosen, withState }: Hands): { readonly [deed in 'rename' | 'delete' | 'duplicate' | 'disable' | 'unwrap' | 'tidy']: () => void } {
  const { session, canvas, workspace } = world
  const { gestures } = canvas
  return {
    rename: () => withState((node) => canvas.state.setState({ renaming: node.id })),
    delete: () => {
      const { selectedWay } = session.store.getState()
      if (selectedWay !== undefined) gestures.disconnect(selectedWay)
      else if (selected().length > 0) gestures.remove(selected())
    },
    duplicate: () => withState((node) => gestures.duplicate(chosen(node))),
    disable: () => withState((node) => gestures.setDisabled(node.id, !node.disabled)),
    unwrap: () => withState((node) => gestures.unwrap(node.id)),
    tidy: () => {
      dropPositions(workspace, session)
      gestures.say('Tidied up: every state is where the layout puts it.')
    },
  }
}

/** Moves what is selected by hand, without a mouse. */
function pushing({ world: { workspace, session, drawn, flow }, selected }: Hands): { readonly [deed in 'left' | 'right' | 'up' | 'down']: () => void } {
  const pushBy = (x: number, y: number) => (): void => {
    const places = selected().flatMap((id) => {
      const node = flow.getNode(id)
      return node === undefined ? [] : [[id, { x: Math.round(node.position.x + x), y: Math.round(node.position.y + y) }] as const]
    })
    if (places.length > 0) keepPositions(workspace, session, Object.fromEntries(places), new Set(drawn.graph.nodes.map(({ id }) => id)))
  }
  return { left: pushBy(-push, 0), right: pushBy(push, 0), up: pushBy(0, -push), down: pushBy(0, push) }
}
