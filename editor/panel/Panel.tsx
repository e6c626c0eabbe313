import { useStore } from 'zustand'
import { theStart, type Diagnostic } from '../../engine/index.ts'
import { Empty } from '../look/Empty.tsx'
import type { Session } from '../session/session.ts'
import type { Workspace } from '../session/workspace.ts'
import { FormProvider, useFormWorld } from './form-world.ts'
import { SeveralForm } from './forms/SeveralForm.tsx'
import { SkillForm } from './forms/SkillForm.tsx'
import { StateForm } from './forms/StateForm.tsx'
import { WayForm } from './forms/WayForm.tsx'
import './panel.css'

interface PanelProps {
  readonly workspace: Workspace
  readonly session: Session
}

/** The form of what is selected: a state, a way, several states, or else the skill itself. */
export function Panel({ workspace, session }: PanelProps) {
  const selection = useStore(session.store, (state) => state.selection)
  const way = useStore(session.store, (state) => state.selectedWay)
  const document = useStore(session.store, (state) => state.picture.document)
  const damage = document.diagnostics.find(({ severity }) => severity === 'error')
  const from = way === undefined ? undefined : wayStart(way)
  const one = way === undefined ? (selection.length === 1 ? selection[0] : undefined) : from
  const world = useFormWorld(workspace, session, one)
  if (damage !== undefined) return <Damaged damage={damage} />
  if (world === undefined) {
    return (
      <Empty icon="unknown" title="It is no longer there">
        What was selected is not in the text any more.
      </Empty>
    )
  }
  return (
    <FormProvider value={world}>
      <div className="panel">{content(selection, way, world.root.state)}</div>
    </FormProvider>
  )
}

function content(selection: readonly string[], way: string | undefined, state: string | undefined) {
  if (way !== undefined) return <WayForm key={way} way={way} />
  if (selection.length > 1) return <SeveralForm states={selection} />
  return state === undefined ? <SkillForm /> : <StateForm key={state} />
}

/** The key of the state a way leads from, which its name begins with; undefined: the start. */
function wayStart(way: string): string | undefined {
  const from = way.split(' ').slice(0, -2).join(' ')
  return from === theStart ? undefined : from
}

function Damaged({ damage }: { readonly damage: Diagnostic }) {
  return (
    <Empty icon="error" title="The text can not be read as it stands">
      {damage.message} Mend it in the text, or undo the last change; the form comes back then.
    </Empty>
  )
}
