import { titleOf } from '../../graph/state-words.ts'
import { Button } from '../../look/Button.tsx'
import { useForm } from '../form-world.ts'

const mostShown = 60

/** The states inside a group; each leads to its own form. */
export function InsideStates({ words }: { readonly words: string }) {
  const { view, root, session } = useForm()
  const children = root.state === undefined ? [] : (view.flow.states.get(root.state)?.children ?? [])
  const states = children.map((key) => view.flow.states.get(key)).filter((state) => state !== undefined)
  return (
    <div className="field">
      <div className="field-head">
        <span className="field-label">{words}</span>
      </div>
      <ul className="inside-states">
        {states.slice(0, mostShown).map((state) => (
          <li key={state.key}>
            <Button look="quiet" onClick={() => session.select([state.key])}>
              {titleOf(state)} <span className="mono">{state.name}</span>
            </Button>
          </li>
        ))}
      </ul>
      {states.length > mostShown && <p className="field-help">and {states.length - mostShown} more in the picture</p>}
    </div>
  )
}
