import { useState } from 'react'
import { useStore } from 'zustand'
import { visible } from '../../engine/index.ts'
import { Button } from '../look/Button.tsx'
import { deferred } from '../look/deferred.tsx'
import { Icon, type IconName } from '../look/Icon.tsx'
import { skillTabs, writePlace, type SkillTab } from '../session/place.ts'
import type { Session } from '../session/session.ts'
import type { Workspace } from '../session/workspace.ts'
import { StartDialog } from './StartDialog.tsx'

const duplicating = async () => (await import('./library/skill-deeds.ts')).duplicateSkill
const ReviseDialog = deferred(async () => (await import('./asking/ReviseDialog.tsx')).ReviseDialog, null)

const tabs: { readonly [tab in SkillTab]: { readonly words: string; readonly icon: IconName } } = {
  edit: { words: 'Edit', icon: 'picture' },
  report: { words: 'Report', icon: 'shield' },
  tests: { words: 'Tests', icon: 'test' },
  rehearse: { words: 'Rehearse', icon: 'rehearse' },
}

interface SkillHeaderProps {
  readonly workspace: Workspace
  readonly session: Session
  readonly tab: SkillTab
}

/** The bar of one skill: its title, its views, whether it is kept, and what one does with it. */
export function SkillHeader({ workspace, session, tab }: SkillHeaderProps) {
  const id = useStore(session.store, (state) => state.id)
  const listed = useStore(workspace.store, ({ skills }) => skills.find((one) => one.id === id)?.title ?? '')
  const drawn = useStore(session.store, (state) => state.picture.good?.skill.title ?? '')
  const title = drawn === '' ? listed : drawn
  return (
    <header className="skill-head">
      <div className="skill-head-name">
        <h1 title={id}>{visible(title === '' ? id : title)}</h1>
        <KeepState session={session} />
      </div>
      <nav className="skill-tabs" aria-label="Views of this skill">
        {skillTabs.map((one) => (
          <a key={one} className="skill-tab" href={writePlace({ view: 'skill', id, tab: one })} aria-current={one === tab ? 'page' : undefined}>
            <Icon name={tabs[one].icon} size={16} />
            <span>{tabs[one].words}</span>
          </a>
        ))}
      </nav>
      <Deeds workspace={workspace} session={session} />
    </header>
  )
}

function KeepState({ session }: { readonly session: Session }) {
  const kept = useStore(session.store, ({ base, text }) => (base === null ? 'In no file yet' : base.text === text ? 'Saved' : 'Not saved'))
  const writable = useStore(session.store, (state) => state.writable)
  const faults = useStore(session.store, (state) => state.picture.diagnostics.filter(({ severity }) => severity === 'error').length)
  return (
    <p className="skill-kept" role="status">
      <span className={kept === 'Saved' ? '' : 'skill-kept-not'}>{writable ? kept : 'Can only be read'}</span>
      {faults > 0 && (
        <span className="skill-faults">
          <Icon name="error" size={14} />
          {faults === 1 ? '1 fault' : `${faults} faults`}
        </span>
      )}
    </p>
  )
}

function Deeds({ workspace, session }: { readonly workspace: Workspace; readonly session: Session }) {
  const [starting, setStarting] = useState(false)
  const [revising, setRevising] = useState(false)
  const hasModel = useStore(workspace.store, (state) => state.facts?.model != null)
  const back = useStore(session.store, (state) => state.history.past.at(-1)?.label)
  const again = useStore(session.store, (state) => state.history.future[0]?.label)
  const isKept = useStore(session.store, ({ base, text }) => base?.text === text)
  const writable = useStore(session.store, (state) => state.writable)
  const sound = useStore(session.store, (state) => state.picture.current)
  return (
    <div className="skill-deeds" role="group" aria-label="File">
      {!writable && <Duplicate workspace={workspace} session={session} />}
      {writable && (
        <>
          <Button look="quiet" icon="undo" label={back === undefined ? 'Undo' : `Undo: ${back}`} disabled={back === undefined} onClick={() => session.undo()} />
          <Button look="quiet" icon="redo" label={again === undefined ? 'Redo' : `Redo: ${again}`} disabled={again === undefined} onClick={() => session.redo()} />
          {hasModel && <Button look="quiet" icon="model" label="Change in words" onClick={() => setRevising(true)} />}
          <Button icon="save" label={isKept ? 'All is saved (Ctrl+S)' : 'Save (Ctrl+S)'} disabled={isKept} onClick={() => void workspace.save()}>
            <span className="skill-deed-words">Save</span>
          </Button>
        </>
      )}
      <Button look="main" icon="play" label={sound ? 'Run this skill' : 'Mend the faults before it can run'} disabled={!sound} onClick={() => setStarting(true)}>
        <span className="skill-deed-words">Run</span>
      </Button>
      {revising && <ReviseDialog workspace={workspace} session={session} onClose={() => setRevising(false)} />}
      {starting && <StartDialog workspace={workspace} session={session} onClose={() => setStarting(false)} />}
    </div>
  )
}

/** What can only be read is changed as a copy of one's own. */
function Duplicate({ workspace, session }: Omit<SkillHeaderProps, 'tab'>) {
  const id = useStore(session.store, (state) => state.id)
  const skill = useStore(workspace.store, ({ skills }) => skills.find((one) => one.id === id))
  if (skill === undefined) return null
  return (
    <Button icon="copy" label="Duplicate: a copy of your own, which you can change" onClick={() => void duplicating().then((duplicateSkill) => duplicateSkill(workspace, skill))}>
      <span className="skill-deed-words">Duplicate</span>
    </Button>
  )
}
