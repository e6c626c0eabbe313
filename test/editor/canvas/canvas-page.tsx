/* What the browser tests of the picture open: a workspace over a real desk in memory, with the canvas alone. */
import { useMemo } from 'react'
import { createRoot } from 'react-dom/client'
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { Canvas } from '../../../editor/canvas/Canvas.tsx'
import { graphDifference } from '../../../editor/graph/graph-difference.ts'
import { knowledgeOf } from '../../../editor/rules/known-view.ts'
import { viewSkill } from '../../../editor/rules/skill-view.ts'
import { openWorkspace } from '../../../editor/session/workspace.ts'
import { memoryDesk, memoryHome } from '../../desk/memory-desk.ts'
import '../../../editor/look/tokens.css'
import '../../../editor/look/base.css'
import './canvas-page.css'

const violations: string[] = []
addEventListener('securitypolicyviolation', ({ violatedDirective, sourceFile }) => violations.push(`${violatedDirective} ${sourceFile}`))

const workspace = openWorkspace(memoryDesk(memoryHome()).then((desk) => ({ desk, onConnection: (changed) => changed('connected'), onNewVersion: () => undefined })))
/** What the text is compared with. */
const earlier = createStore<{ readonly text: string | undefined }>(() => ({ text: undefined }))
const running = { active: ['tell'], done: { look: 'done', sure: 'failed' }, current: 'tell' } as const

function Page() {
  const session = useStore(workspace.store, (state) => state.session)
  const isReady = useStore(workspace.store, (state) => state.tools.length > 0)
  const before = useStore(earlier, ({ text }) => text)
  const difference = useMemo(() => {
    const { tools, skills } = workspace.store.getState()
    const knowledge = knowledgeOf(tools, skills)
    return before === undefined || session === null ? undefined : graphDifference(viewSkill(before, knowledge), viewSkill(session.store.getState().text, knowledge))
  }, [before, session])
  if (session === null || !isReady) return null
  return (
    <main className="canvas-page">
      <h1 className="hidden-words">Picture</h1>
      <Canvas key={session.store.getState().id} workspace={workspace} session={session} readOnly={location.hash === '#running'} {...(location.hash === '#running' && { running })} {...(difference !== undefined && { difference })} />
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
    compare: (text: string | undefined) => earlier.setState({ text }),
    session: () => workspace.store.getState().session,
    messages: () => workspace.store.getState().messages.map(({ text }) => text),
  },
})
