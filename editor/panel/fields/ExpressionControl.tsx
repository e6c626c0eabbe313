import type { KeyboardEvent } from 'react'
import type { CelRole, Json, Path } from '../../../engine/index.ts'
import { ExpressionField } from '../../source/ExpressionField.tsx'
import { useForm } from '../form-world.ts'
import { useLastGiven } from '../last-given.ts'
import type { FieldDraft } from '../use-draft.ts'

interface ExpressionControlProps {
  readonly path: Path
  readonly label: string
  readonly draft: FieldDraft
  /** The whole value is one expression, as in a condition. */
  readonly isBare?: boolean
  readonly celRole?: CelRole | undefined
}

/** A value with expressions in it, with what it gave the last time. Leaving it, or Ctrl and Enter, takes it over. */
export function ExpressionControl({ path, label, draft, isBare = false, celRole }: ExpressionControlProps) {
  const { session, workspace, root, view, isReadOnly } = useForm()
  const live = useLastGiven(path)
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
  return (
    <div onKeyDownCapture={pressed}>
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
