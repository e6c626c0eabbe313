import { useStore } from 'zustand'
import { canvasKeys, otherKeys } from '../canvas/canvas-keys.ts'
import { KeyList } from '../canvas/KeyList.tsx'
import { Icon } from '../look/Icon.tsx'
import type { Workspace, WorkspaceState } from '../session/workspace.ts'
import { EgressSection } from './settings/EgressSection.tsx'
import { FolderList } from './settings/FolderList.tsx'
import { GrantList } from './settings/GrantList.tsx'
import { MemorySection } from './settings/MemorySection.tsx'
import { ModelSection } from './settings/ModelSection.tsx'
import { PolicyEditor } from './settings/PolicyEditor.tsx'
import { StorageNote } from './settings/StorageNote.tsx'
import { SynonymsEditor } from './settings/SynonymsEditor.tsx'
import './settings/settings.css'
import './view-page.css'

const themes: readonly { readonly theme: WorkspaceState['theme']; readonly words: string }[] = [
  { theme: 'system', words: 'As the system has it' },
  { theme: 'light', words: 'Light' },
  { theme: 'dark', words: 'Dark' },
]

const textKeys = [{ keys: ['f12'], words: 'In the text: go to what a name means' }]

/** The rules and standing yeses of the person, what this engine is, how the page looks, and its keys. */
export function Settings({ workspace }: { readonly workspace: Workspace }) {
  const facts = useStore(workspace.store, (state) => state.facts)
  const tools = useStore(workspace.store, (state) => state.tools.length)
  const theme = useStore(workspace.store, (state) => state.theme)
  if (facts === null) return <p className="app-loading">Loading …</p>
  return (
    <div className="view-page settings">
      <div className="view-page-inner">
        <h1>Settings</h1>
        <section className="view-card" aria-label="Your rules">
          <h2>Your rules</h2>
          <p>What skills may do without asking, must ask each time, or never do. A deny wins over everything, an earlier yes too.</p>
          <PolicyEditor workspace={workspace} />
        </section>
        <section className="view-card" aria-label="What you allowed for always">
          <h2>What you allowed for always</h2>
          <GrantList workspace={workspace} />
        </section>
        <section className="view-card" aria-label="What is remembered of you">
          <h2>What is remembered of you</h2>
          <MemorySection workspace={workspace} />
        </section>
        <section className="view-card" aria-label="Words that mean the same to you">
          <h2>Words that mean the same to you</h2>
          <p>A sentence finds a skill by these words too, in any language. Single words, one group a line.</p>
          <SynonymsEditor workspace={workspace} />
        </section>
        <section className="view-card" aria-label="Language model">
          <h2>Language model</h2>
          <p>States that think ask it. None is asked until you choose one.</p>
          <ModelSection workspace={workspace} />
        </section>
        {facts.place === 'machine' && (
          <section className="view-card" aria-label="What left this machine">
            <h2>What left this machine</h2>
            <p>Every question to a model that is not on this machine: where it went, when, and each letter of it.</p>
            <EgressSection workspace={workspace} />
          </section>
        )}
        <section className="view-card" aria-label="This engine">
          <h2>This engine</h2>
          <dl className="settings-facts">
            <dt>Where it runs</dt>
            <dd>{facts.place === 'machine' ? 'On this machine, behind "chela serve"' : 'In this page alone'}</dd>
            <dt>Version</dt>
            <dd>{facts.version}</dd>
            <dt>Tools</dt>
            <dd>{tools}</dd>
          </dl>
          {facts.faults.length > 0 && (
            <>
              <h3>What is amiss</h3>
              <ul className="view-list">
                {facts.faults.map((fault) => (
                  <li key={fault} className="view-row">
                    <Icon name="danger" /> {fault}
                  </li>
                ))}
              </ul>
            </>
          )}
          {facts.place === 'browser' && (
            <>
              <h3>Folders of this device</h3>
              <FolderList workspace={workspace} />
              <h3>What is kept</h3>
              <StorageNote workspace={workspace} />
            </>
          )}
        </section>
        <section className="view-card" aria-label="Looks">
          <h2>Looks</h2>
          <fieldset className="settings-themes">
            <legend className="view-faint">Light or dark</legend>
            {themes.map((one) => (
              <label key={one.theme}>
                <input type="radio" name="theme" checked={theme === one.theme} onChange={() => workspace.setTheme(one.theme)} />
                {one.words}
              </label>
            ))}
          </fieldset>
        </section>
        <section className="view-card" aria-label="Keys">
          <h2>Keys</h2>
          <p>In the picture, unless said otherwise. Tab leads to everything.</p>
          <KeyList rows={[...canvasKeys, ...otherKeys, ...textKeys]} />
        </section>
      </div>
    </div>
  )
}
