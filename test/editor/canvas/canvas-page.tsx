/* What the browser tests of the picture open: a workspace over a real desk in memory, with the canvas alone. */
import { createRoot } from 'react-dom/client'
import { useStore } from 'zustand'
import { Canvas } from '../../../editor/canvas/Canvas.tsx'
import { openWorkspace } from '../../../editor/session/workspace.ts'
import { memoryDesk, memoryHome } from '../../desk/memory-desk.ts'
import '../../../editor/look/tokens.css'
import '../../../editor/look/base.css'
import './canvas-page.css'

const violations: string[] = []
addEventListener('securitypolicyviolation', ({ violatedDirective, sourceFile }) => violations.push(`${violatedDirective} ${sourceFile}`))

const workspace = openWorkspace(memoryDesk(memoryHome()).then((desk) => ({ desk, onConnection: (changed) => changed('connected'), onNewVersion: () => undefined })))
const running = { active: ['tell'], done: { look: 'done', sure: 'failed' }, current: 'tell' } as const

function Page() {
  const session = useStore(workspace.store, (state) => state.session)
  const isReady = useStore(workspace.store, (state) => state.tools.length > 0)
  if (session === null || !isReady) return null
  return (
    <main className="canvas-page">
      <h1 className="hidden-words">Picture</h1>
      <Canvas key={session.store.getState().id} workspace={workspace} session={session} readOnly={location.hash === '#running'} {...(location.hash === '#running' && { running })} />
    </main>
  )
}

const root = document.createElement('div')
document.body.append(root)
createRoot(root).render(<Page />)
let opened = 0
Object.assign(globalThis, {
  canvasPage: {
    violations,
    open: (text: string) => workspace.openText(text, `mine/sample-${++opened}`),
    session: () => workspace.store.getState().session,
    messages: () => workspace.store.getState().messages.map(({ text }) => text),
  },
})
