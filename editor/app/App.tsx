import { useStore } from 'zustand'
import type { Workspace } from '../session/workspace.ts'
import { Header } from './Header.tsx'
import { Messages } from './Messages.tsx'
import { AskDialog } from '../views/asking/AskDialog.tsx'
import { DropFiles } from '../views/DropFiles.tsx'
import { AskTray } from './AskTray.tsx'
import { WaitingTitle } from './WaitingTitle.tsx'
import { CurrentView } from './CurrentView.tsx'
import './app.css'

/** The whole page: where one can go, where one is, and what is to be told. */
export function App({ workspace }: { readonly workspace: Workspace }) {
  const connection = useStore(workspace.store, (state) => state.connection)
  return (
    <div className="app">
      <Header workspace={workspace} />
      {connection === 'reconnecting' && (
        <p className="app-strip" role="status">
          The connection to the engine is lost. Trying again …
        </p>
      )}
      <main className="app-main" id="main">
        <CurrentView workspace={workspace} />
      </main>
      <AskTray workspace={workspace} />
      <AskDialog workspace={workspace} />
      <WaitingTitle workspace={workspace} />
      <Messages workspace={workspace} />
      <DropFiles workspace={workspace} />
    </div>
  )
}
