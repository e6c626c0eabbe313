/* What the browser tests of the text open: a workspace over a real desk in memory, with the views that show texts. */
import { useState } from 'react'
import { createRoot } from 'react-dom/client'
import { useStore } from 'zustand'
import type { Session } from '../../../editor/session/session.ts'
import { openWorkspace, type Workspace } from '../../../editor/session/workspace.ts'
import { ExpressionField } from '../../../editor/source/ExpressionField.tsx'
import { Source } from '../../../editor/source/Source.tsx'
import { TextDifference } from '../../../editor/source/TextDifference.tsx'
import { ConflictDialog } from '../../../editor/views/ConflictDialog.tsx'
import { memoryDesk, memoryHome } from '../../desk/memory-desk.ts'
import '../../../editor/look/tokens.css'
import '../../../editor/look/base.css'
import './source-page.css'

const violations: string[] = []
addEventListener('securitypolicyviolation', ({ violatedDirective, sourceFile }) => {
  // Chromium itself tries to keep the colours of a selection that is typed over, and is refused.
  if (violatedDirective !== 'style-src-attr' || sourceFile) violations.push(`${violatedDirective} ${sourceFile}`)
})

const workspace = openWorkspace(memoryDesk(memoryHome()).then((desk) => ({ desk, onConnection: (changed) => changed('connected') })))

function Page() {
  const session = useStore(workspace.store, (state) => state.session)
  const isReady = useStore(workspace.store, (state) => state.tools.length > 0)
  return session === null || !isReady ? null : <Parts workspace={workspace} session={session} />
}

function Parts({ session }: { readonly workspace: Workspace; readonly session: Session }) {
  const [value, setValue] = useState('${ look.files.size() }')
  const base = useStore(session.store, (state) => state.base?.text ?? '')
  const text = useStore(session.store, (state) => state.text)
  const conflict = useStore(session.store, (state) => state.conflict)
  const part = location.hash
  return (
    <main className="source-page">
      {part !== '#difference' && <Source workspace={workspace} session={session} />}
      <aside>
        <button type="button">before</button>
        <ExpressionField label="Number of files" value={value} onChange={setValue} place={{ state: 'tell', kind: 'template' }} session={session} workspace={workspace} liveValue={12} />
        <button type="button">after</button>
        <output data-test="value">{value}</output>
        {part === '#difference' && <TextDifference before={base} after={text} />}
      </aside>
      {conflict !== null && <ConflictDialog workspace={workspace} session={session} />}
    </main>
  )
}

const root = document.createElement('div')
document.body.append(root)
createRoot(root).render(<Page />)
Object.assign(globalThis, {
  sourcePage: {
    workspace,
    violations,
    open: (text: string) => workspace.openText(text, 'mine/sample'),
    session: () => workspace.store.getState().session,
  },
})
