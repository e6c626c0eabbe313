import { useStore } from 'zustand'
import { Button } from '../look/Button.tsx'
import { Icon } from '../look/Icon.tsx'
import type { Workspace } from '../session/workspace.ts'

const icons = { good: 'check', bad: 'error', info: 'info' } as const

/** What is to be told, in a corner; read out, and there until it is dismissed. */
export function Messages({ workspace }: { readonly workspace: Workspace }) {
  const messages = useStore(workspace.store, (state) => state.messages)
  return (
    <div className="app-messages" role="log" aria-live="polite" aria-label="Messages">
      {messages.map(({ id, kind, text, help, action }) => (
        <div key={id} className={`app-message app-message-${kind}`}>
          <Icon name={icons[kind]} />
          <div>
            <p>{text}</p>
            {help !== undefined && <p className="app-message-help">{help}</p>}
          </div>
          {action !== undefined && (
            <Button
              onClick={() => {
                workspace.dismiss(id)
                action.perform()
              }}
            >
              {action.words}
            </Button>
          )}
          <Button look="quiet" icon="close" label="Dismiss" onClick={() => workspace.dismiss(id)} />
        </div>
      ))}
    </div>
  )
}
