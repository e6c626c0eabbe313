import { useEffect, useRef, type KeyboardEvent } from 'react'
import type { CelRole, Json, Path } from '../../../engine/index.ts'
import { ExpressionField } from '../../source/ExpressionField.tsx'
import { useForm } from '../form-world.ts'
import { useLastGiven } from '../last-given.ts'
import type { FieldDraft } from '../use-draft.ts'
import { useNearView } from './use-near-view.ts'
import './expression-control.css'

interface ExpressionControlProps {
  readonly path: Path
  readonly label: string
  readonly draft: FieldDraft
  /** The whole value is one expression, as in a condition. */
  readonly isBare?: boolean
  readonly celRole?: CelRole | undefined
}

/**
 * A value with expressions in it, with what it gave the last time. Leaving it, or Ctrl and Enter, takes it over. The editor is
 * made when it comes into sight or is entered: each costs as much as the rest of a form.
 */
export function ExpressionControl({ path, label, draft, isBare = false, celRole }: ExpressionControlProps) {
  const { session, workspace, root, view, isReadOnly } = useForm()
  const live = useLastGiven(path)
  const place = useRef<HTMLDivElement>(null)
  const wasFocused = useRef(false)
  const [isNear, show] = useNearView(place)
  useEffect(() => {
    if (isNear && wasFocused.current) place.current?.querySelector('.expression-field-code')?.shadowRoot?.querySelector<HTMLElement>('.cm-content')?.focus()
  }, [isNear])
  const state = root.state === undefined ? undefined : (view.flow.states.get(root.state)?.state.name ?? root.state)
  const [key] = path
  const pressed = (event: KeyboardEvent): void => {
    const isCommand = event.ctrlKey || event.metaKey
    if (isCommand && event.key === 'Enter') draft.done()
    else if (isCommand && event.key.toLowerCase() === 'z' && draft.isChanged) draft.cancel()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const shown: { readonly liveValue?: Json } = live === undefined || draft.isChanged ? {} : { liveValue: live }
  if (!isNear) {
    const focused = (): void => {
      wasFocused.current = true
      show()
    }
    return (
      <div ref={place} className="expression-control">
        <div className="expression-control-text" role="textbox" aria-label={label} aria-multiline="true" tabIndex={0} onFocus={focused}>
          {draft.text}
        </div>
      </div>
    )
  }
  return (
    <div ref={place} className={`expression-control ${draft.isChanged ? '' : 'expression-control-settled'}`} onKeyDownCapture={pressed}>
      <ExpressionField
        value={draft.text}
        onChange={draft.change}
        onDone={draft.done}
        place={{ state, key: typeof key === 'string' ? key : undefined, kind: isBare ? 'bare' : 'template', ...(celRole !== undefined && { role: celRole }) }}
        session={session}
        workspace={workspace}
        label={label}
        readOnly={isReadOnly}
        {...shown}
      />
    </div>
  )
}
