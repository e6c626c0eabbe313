import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app/App.tsx'
import { openWorkspace } from './session/workspace.ts'
import { openDesk } from './link/open-desk.ts'
import './look/tokens.css'
import './look/base.css'

const place = document.getElementById('app') as HTMLElement
const workspace = openWorkspace(openDesk())
createRoot(place).render(
  <StrictMode>
    <App workspace={workspace} />
  </StrictMode>,
)
