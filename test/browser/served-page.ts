/* What the test of the server opens in Chromium: the link to the server as the editor has it, a picture and a source pane. */
import { EditorState } from '@codemirror/state'
import { EditorView, lineNumbers } from '@codemirror/view'
import { ReactFlow } from '@xyflow/react'
import '@xyflow/react/dist/style.css'
import { createElement } from 'react'
import { createRoot } from 'react-dom/client'
import { servedDesk } from '../../editor/link/served-desk.ts'
import { takePageToken } from '../../editor/link/take-page-token.ts'

const violations: string[] = []
document.addEventListener('securitypolicyviolation', (event) => violations.push(`${event.effectiveDirective} ${event.sourceFile}:${event.lineNumber}`))

const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? ''
new EditorView({ parent: place('source'), state: EditorState.create({ doc: 'chela: 1\nname: sample', extensions: [lineNumbers(), EditorView.cspNonce.of(nonce)] }) })

const picture = place('picture')
picture.style.width = '600px'
picture.style.height = '300px'
createRoot(picture).render(
  createElement(ReactFlow, {
    defaultNodes: [
      { id: 'a', position: { x: 0, y: 0 }, data: { label: 'one' } },
      { id: 'b', position: { x: 0, y: 120 }, data: { label: 'two' } },
    ],
    defaultEdges: [{ id: 'ab', source: 'a', target: 'b' }],
    fitView: true,
  }),
)

const before = location.href
const pending = takePageToken(globalThis as unknown as Parameters<typeof takePageToken>[0])
const after = location.href
const token = await pending
const seen: number[] = []
const others: { [run: string]: number[] } = {}
const linked = token === null ? undefined : servedDesk(location.origin, token, { first: 20, longest: 100 })
linked?.desk.watch((news) => news.kind === 'entry' && seen.push(news.entry.sequence), { run: 'run1', after: 0 })

/** Follows another run too. */
function follow(run: string): void {
  const entries = (others[run] = [] as number[])
  linked?.desk.watch((news) => news.kind === 'entry' && entries.push(news.entry.sequence), { run, after: 0 })
}

Object.assign(globalThis, { chelaPage: { before, after, token, seen, others, follow, violations, facts: () => linked?.desk.facts(), state: () => linked?.connection.state() } })

function place(id: string): HTMLElement {
  const element = document.createElement('div')
  element.id = id
  document.body.append(element)
  return element
}
