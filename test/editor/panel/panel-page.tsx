/* What the browser tests of the forms open: a workspace over a real desk in memory, with the panel. */
import { createRoot } from 'react-dom/client'
import { useStore } from 'zustand'
import { Panel } from '../../../editor/panel/Panel.tsx'
import { openWorkspace } from '../../../editor/session/workspace.ts'
import { memoryDesk, memoryHome } from '../../desk/memory-desk.ts'
import '../../../editor/look/tokens.css'
import '../../../editor/look/base.css'

const violations: string[] = []
addEventListener('securitypolicyviolation', ({ violatedDirective, sourceFile }) => violations.push(`${violatedDirective} ${sourceFile}`))

const workspace = openWorkspace(memoryDesk(memoryHome()).then((desk) => ({ desk, onConnection: (changed) => changed('connected') })))

function Page() {
  const session = useStore(workspace.store, (state) => state.session)
  const isReady = useStore(workspace.store, (state) => state.tools.length > 0)
  return (
    <main>
      <h1 className="hidden-words">Form</h1>
      {session === null || !isReady ? null : <Panel workspace={workspace} session={session} />}
    </main>
  )
}

const root = document.createElement('div')
document.body.append(root)
createRoot(root).render(<Page />)
Object.assign(globalThis, { panelPage: { workspace, violations, open: (text: string) => workspace.openText(text, 'mine/sample'), session: () => workspace.store.getState().session } })
