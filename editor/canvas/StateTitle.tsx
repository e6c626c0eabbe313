import { useContext, useEffect, useRef, useState, type KeyboardEvent } from 'react'
import { useStore } from 'zustand'
import type { GraphNode } from '../graph/graph.ts'
import { DeedsContext, type Deeds } from './deeds-context.ts'

/** The title of a state, or the field in which its name is changed. */
export function StateTitle({ id, node }: { readonly id: string; readonly node: GraphNode }) {
  const deeds = useContext(DeedsContext)
  if (deeds === undefined) return <p className="state-title">{node.title}</p>
  return <ChangingTitle id={id} node={node} deeds={deeds} />
}

function ChangingTitle({ id, node, deeds }: { readonly id: string; readonly node: GraphNode; readonly deeds: Deeds }) {
  const isRenaming = useStore(deeds.state, (state) => state.renaming === id)
  return isRenaming ? <NameField node={node} onEnd={(name) => deeds.endRename(id, name)} /> : <p className="state-title">{node.title}</p>
}

function NameField({ node, onEnd }: { readonly node: GraphNode; readonly onEnd: (name: string | undefined) => void }) {
  const [name, setName] = useState(node.name)
  const place = useRef<HTMLInputElement>(null)
  const isOver = useRef(false)
  useEffect(() => place.current?.select(), [])
  const end = (given: string | undefined): void => {
    if (isOver.current) return
    isOver.current = true
    onEnd(given)
  }
  const pressed = (event: KeyboardEvent): void => {
    event.stopPropagation()
    if (event.key === 'Enter') end(name)
    if (event.key === 'Escape') end(undefined)
  }
  return <input ref={place} className="state-name-field mono nodrag nopan" aria-label="Name of the state" value={name} maxLength={64} spellCheck={false} autoComplete="off" onChange={(event) => setName(event.target.value)} onKeyDown={pressed} onBlur={() => end(name)} />
}
