import { useStore } from 'zustand'
import { Button } from '../look/Button.tsx'
import { Icon, type IconName } from '../look/Icon.tsx'
import { writePlace, type Place } from '../session/place.ts'
import type { Workspace } from '../session/workspace.ts'

const ways: readonly { readonly place: Place; readonly words: string; readonly icon: IconName }[] = [
  { place: { view: 'library' }, words: 'Skills', icon: 'library' },
  { place: { view: 'runs' }, words: 'Runs', icon: 'history' },
  { place: { view: 'settings' }, words: 'Settings', icon: 'settings' },
]

const themes = { system: 'dark', dark: 'light', light: 'system' } as const
const home: { readonly [view in Place['view']]: Place['view'] } = { library: 'library', skill: 'library', shared: 'library', runs: 'runs', run: 'runs', settings: 'settings' }

/** The bar at the top: the name, the ways, how many questions wait, the theme. */
export function Header({ workspace }: { readonly workspace: Workspace }) {
  const view = useStore(workspace.store, (state) => home[state.place.view])
  const waiting = useStore(workspace.store, (state) => state.asks.length)
  const theme = useStore(workspace.store, (state) => state.theme)
  return (
    <header className="app-header">
      <a className="app-name" href={writePlace({ view: 'library' })}>
        <img src="./icon.svg" alt="" width="24" height="24" />
        <span>Chela</span>
      </a>
      <nav aria-label="Main">
        {ways.map(({ place, words, icon }) => (
          <a key={words} className="app-way" href={writePlace(place)} aria-current={view === place.view ? 'page' : undefined}>
            <Icon name={icon} />
            <span>{words}</span>
            {place.view === 'runs' && waiting > 0 && (
              <span className="app-count" aria-label={`${waiting} ${waiting === 1 ? 'question waits' : 'questions wait'}`}>
                {waiting}
              </span>
            )}
          </a>
        ))}
      </nav>
      <Button look="quiet" icon="theme" label={`Theme: ${theme}`} onClick={() => workspace.setTheme(themes[theme])} />
    </header>
  )
}
