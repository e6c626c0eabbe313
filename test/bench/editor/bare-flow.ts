/* The floor of the editor: React Flow with 1,000 plain nodes in a column and nothing else. A button opens it. */
import { ReactFlow, useNodesState, type Node } from '@xyflow/react'
import '@xyflow/react/dist/base.css'
import { createElement, useEffect } from 'react'
import { createRoot } from 'react-dom/client'

const nodes = Array.from({ length: 1000 }, (_, index): Node => ({ id: `${index}`, position: { x: 200, y: index * 80 }, width: 220, height: 50, className: 'bare-node', data: { label: `state ${index}` } }))
const edges = nodes.slice(1).map(({ id }, index) => ({ id: `e${id}`, source: `${index}`, target: id }))

function Flow() {
  const [shown, setShown, changed] = useNodesState(nodes)
  useEffect(() => {
    const field = document.querySelector('input') as HTMLInputElement
    field.addEventListener('input', () => setShown((before) => before.map((node) => (node.id === '1' ? { ...node, data: { label: field.value } } : node))))
  }, [setShown])
  return createElement(ReactFlow, { nodes: shown, edges, onNodesChange: changed, onlyRenderVisibleElements: true, minZoom: 0.08 })
}

const place = document.getElementById('app') as HTMLElement
Object.assign(place.style, { width: '760px', height: '760px' })
addEventListener('hashchange', () => createRoot(place).render(createElement(Flow)), { once: true })
