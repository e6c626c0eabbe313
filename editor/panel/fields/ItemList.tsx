import { useState, type ReactNode } from 'react'
import type { Json, Path } from '../../../engine/index.ts'
import { moveItem } from '../../commands/move-item.ts'
import { Button } from '../../look/Button.tsx'
import { useForm, useNode } from '../form-world.ts'
import { YamlBlock } from './YamlBlock.tsx'
import './item-list.css'

interface ItemListProps {
  /** A list; or nothing yet. */
  readonly path: Path
  readonly label: string
  readonly add: { readonly words: string; readonly value: () => Json }
  /** Items in a row without a frame. */
  readonly isPlain?: boolean
  /** What an item is called: "Branch". */
  readonly item?: string
  readonly children: (index: number) => ReactNode
}

const step = 30

/** The items of a list: added, taken away, moved. A long list is shown in parts. */
export function ItemList({ path, label, add, isPlain = false, item = 'Item', children }: ItemListProps) {
  const form = useForm()
  const node = useNode(path)
  const [most, setMost] = useState(step)
  const [refused, setRefused] = useState<string>()
  const count = node?.kind === 'list' ? node.items.length : 0
  const { root } = form
  if (node !== undefined && node.kind !== 'list' && !(node.kind === 'scalar' && node.value === null)) return <YamlBlock path={path} label={`${label} as YAML`} />
  const move = (from: number, to: number): void => {
    if (root.state !== undefined) setRefused(form.perform('Move in the list', (view) => moveItem(view, { state: root.state ?? '', list: path, from, to })))
  }
  const remove = (index: number): void => setRefused(form.write([...path, index], { removed: true }))
  const append = (): void => {
    setMost(Math.max(most, count + 1))
    setRefused(form.write(count === 0 ? path : [...path, count], { json: count === 0 ? [add.value()] : add.value() }))
  }
  return (
    <div className={`item-list ${isPlain ? 'item-list-plain' : ''}`}>
      {count > 0 && (
        <ol className="item-list-items" aria-label={label}>
          {Array.from({ length: Math.min(count, most) }, (_, index) => (
            <li key={index} className="item-list-item">
              <div className="item-list-inside">{children(index)}</div>
              {!form.isReadOnly && (
                <div className="item-list-buttons">
                  {root.state !== undefined && count > 1 && (
                    <>
                      <Button look="quiet" label={`Move ${item.toLowerCase()} ${index + 1} up`} aria-label={`Move ${item.toLowerCase()} ${index + 1} up`} disabled={index === 0} onClick={() => move(index, index - 1)}>
                        ↑
                      </Button>
                      <Button look="quiet" label={`Move ${item.toLowerCase()} ${index + 1} down`} aria-label={`Move ${item.toLowerCase()} ${index + 1} down`} disabled={index === count - 1} onClick={() => move(index, index + 1)}>
                        ↓
                      </Button>
                    </>
                  )}
                  <Button look="quiet" icon="remove" label={`Take ${item.toLowerCase()} ${index + 1} away`} onClick={() => remove(index)} />
                </div>
              )}
            </li>
          ))}
        </ol>
      )}
      {count > most && (
        <Button className="item-list-more" onClick={() => setMost(most + step)}>
          Show {Math.min(step, count - most)} more of {count}
        </Button>
      )}
      {refused !== undefined && (
        <p role="alert" className="field-refused">
          {refused}
        </p>
      )}
      {!form.isReadOnly && (
        <Button icon="add" className="item-list-add" onClick={append}>
          {add.words}
        </Button>
      )}
    </div>
  )
}
