import { useState, type ReactNode } from 'react'
import { deferred } from '../look/deferred.tsx'
import { Icon, type IconName } from '../look/Icon.tsx'
import type { Session } from '../session/session.ts'
import type { Workspace } from '../session/workspace.ts'
import { PaneDivider } from './PaneDivider.tsx'
import { readShares, type Shares } from './pane-shares.ts'
import { useWide } from './use-wide.ts'

const Canvas = deferred(async () => (await import('../canvas/Canvas.tsx')).Canvas)
const Source = deferred(async () => (await import('../source/Source.tsx')).Source)
const Panel = deferred(async () => (await import('../panel/Panel.tsx')).Panel)

/** Loads what the panes show, before they are there. */
export function prepareEditPanes(): void {
  for (const part of [Canvas, Source, Panel]) void part.prepare()
}

const panes = { picture: 'Picture', source: 'Text', panel: 'Form' } as const
type Pane = keyof typeof panes
const icons: { readonly [pane in Pane]: IconName } = { picture: 'picture', source: 'code', panel: 'set' }

interface EditPanesProps {
  readonly workspace: Workspace
  readonly session: Session
}

/** Picture, text and form: side by side where there is room, else one at a time. */
export function EditPanes(props: EditPanesProps) {
  const isWide = useWide(960)
  return isWide ? <Beside {...props} /> : <OneAtATime {...props} />
}

function Beside({ workspace, session }: EditPanesProps) {
  const [shares, setShares] = useState(() => readShares(workspace.remembered('panes')))
  const resize = (changed: Shares): void => {
    setShares(changed)
    workspace.remember('panes', JSON.stringify(changed))
  }
  const openForm = (): void => {
    if (shares.panel === 0) resize({ ...shares, panel: 24 })
    document.querySelector<HTMLElement>('.pane-panel :is(input, textarea, select, button, [tabindex="0"])')?.focus()
  }
  return (
    <div className="panes">
      <Part pane="picture" grow={100 - shares.source - shares.panel} workspace={workspace} session={session} onOpenForm={openForm} />
      <PaneDivider label="Width of the text" value={shares.source} onMove={(source) => resize({ ...shares, source })} />
      <Part pane="source" grow={shares.source} workspace={workspace} session={session} />
      <PaneDivider label="Width of the form" value={shares.panel} onMove={(panel) => resize({ ...shares, panel })} />
      <Part pane="panel" grow={shares.panel} workspace={workspace} session={session} />
    </div>
  )
}

function OneAtATime({ workspace, session }: EditPanesProps) {
  const [shown, setShown] = useState<Pane>('picture')
  return (
    <div className="panes panes-single">
      <div className="panes-tabs" role="group" aria-label="What is shown">
        {(Object.keys(panes) as Pane[]).map((pane) => (
          <button key={pane} type="button" className="panes-tab" aria-pressed={pane === shown} onClick={() => setShown(pane)}>
            <Icon name={icons[pane]} size={16} />
            {panes[pane]}
          </button>
        ))}
      </div>
      <Part pane={shown} grow={100} workspace={workspace} session={session} onOpenForm={() => setShown('panel')} />
    </div>
  )
}

function Part({ pane, grow, workspace, session, onOpenForm }: EditPanesProps & { readonly pane: Pane; readonly grow: number; readonly onOpenForm?: () => void }) {
  const content: { readonly [pane in Pane]: () => ReactNode } = {
    picture: () => <Canvas workspace={workspace} session={session} {...(onOpenForm !== undefined && { onOpenForm })} />,
    source: () => <Source workspace={workspace} session={session} />,
    panel: () => <Panel workspace={workspace} session={session} />,
  }
  if (grow === 0) return null
  return (
    <section className={`pane pane-${pane}`} style={{ flexGrow: grow }} aria-label={panes[pane]}>
      {content[pane]()}
    </section>
  )
}
