import { useCallback, useMemo, useState, type ReactNode } from 'react'
import { useStore } from 'zustand'
import type { SkillListing } from '../../engine/index.ts'
import { deferred } from '../look/deferred.tsx'
import type { MenuAction } from '../look/ActionMenu.tsx'
import { Button } from '../look/Button.tsx'
import { Empty } from '../look/Empty.tsx'
import { Icon } from '../look/Icon.tsx'
import type { Workspace } from '../session/workspace.ts'
import { AskBox } from './asking/AskBox.tsx'
import { FirstSteps } from './library/FirstSteps.tsx'
import { foldersOf, libraryRows, type LibrarySort } from './library/library-rows.ts'
import { SkillCard } from './library/SkillCard.tsx'
import './library/library.css'
import './view-page.css'

const NewSkillDialog = deferred(async () => (await import('./library/NewSkillDialog.tsx')).NewSkillDialog, null)
const TakeInDialog = deferred(async () => (await import('./library/TakeInDialog.tsx')).TakeInDialog, null)
const ShareDialog = deferred(async () => (await import('./library/ShareDialog.tsx')).ShareDialog, null)
const MoveDialog = deferred(async () => (await import('./library/MoveDialog.tsx')).MoveDialog, null)
const deeds = () => import('./library/skill-deeds.ts')
const takeFiles = async (workspace: Workspace, files: readonly File[]) => (await import('./library/take-files.ts')).takeFiles(workspace, files)

type Shown = { readonly dialog: 'new' | 'take' } | { readonly dialog: 'share' | 'move'; readonly skill: SkillListing } | undefined

/** All skills that are here: found by words, kept in folders. */
export function Library({ workspace }: { readonly workspace: Workspace }) {
  const skills = useStore(workspace.store, (state) => state.skills)
  const isReady = useStore(workspace.store, (state) => state.areSkillsRead)
  const tools = useStore(workspace.store, (state) => state.tools)
  const [words, setWords] = useState('')
  const [folder, setFolder] = useState('')
  const [sort, setSort] = useState<LibrarySort>(() => (workspace.remembered('library-sort') === 'changed' ? 'changed' : 'title'))
  const [shown, setShown] = useState<Shown>()
  const rows = useMemo(() => libraryRows(skills, { words, folder, sort }), [skills, words, folder, sort])
  const facts = useMemo(() => new Map(tools.map((one) => [one.name, one])), [tools])
  const actions = useCallback((skill: SkillListing) => actionsOf(workspace, skill, setShown), [workspace])
  const close = (): void => setShown(undefined)
  const makeNew = (
    <Button look="main" icon="add" onClick={() => setShown({ dialog: 'new' })}>
      New skill
    </Button>
  )
  return (
    <div className="library">
      <div className="library-ask">
        <AskBox workspace={workspace} />
      </div>
      <header className="library-head">
        <h1>Skills</h1>
        <label className="library-search">
          <Icon name="search" />
          <span className="hidden-words">Search skills</span>
          <input type="search" value={words} placeholder="Find a skill …" onChange={({ target }) => setWords(target.value)} />
        </label>
        <select
          className="view-input library-sort"
          aria-label="Order"
          value={sort}
          onChange={({ target }) => {
            const next = target.value === 'changed' ? 'changed' : 'title'
            setSort(next)
            workspace.remember('library-sort', next)
          }}
        >
          <option value="title">By title</option>
          <option value="changed">Last changed first</option>
        </select>
        <Button icon="download" onClick={() => setShown({ dialog: 'take' })}>
          Bring one in
        </Button>
        {makeNew}
      </header>
      <div className="library-body">
        <Folders skills={skills} folder={folder} onFolder={setFolder} />
        <section className="library-skills" aria-label="Found skills">
          <p className="hidden-words" role="status">
            {rows.length === 1 ? '1 skill' : `${rows.length} skills`}
          </p>
          {isReady && rows.length === 0 && <Nothing isSearch={skills.length > 0} action={makeNew} />}
          {words === '' && <FirstSteps workspace={workspace} />}
          <ul className="library-cards">
            {rows.map((skill) => (
              <SkillCard key={skill.id} skill={skill} tools={facts} showsFolder={folder !== skill.id.slice(0, skill.id.lastIndexOf('/'))} actions={actions} />
            ))}
          </ul>
        </section>
      </div>
      {shown?.dialog === 'new' && <NewSkillDialog workspace={workspace} folder={folder} onClose={close} />}
      {shown?.dialog === 'take' && <TakeInDialog workspace={workspace} onFiles={(files) => void takeFiles(workspace, files)} onClose={close} />}
      {shown?.dialog === 'share' && <ShareDialog workspace={workspace} id={shown.skill.id} onClose={close} />}
      {shown?.dialog === 'move' && <MoveDialog workspace={workspace} skill={shown.skill} onClose={close} />}
    </div>
  )
}

function Nothing({ isSearch, action }: { readonly isSearch: boolean; readonly action: ReactNode }) {
  if (isSearch) return <Empty icon="search" title="No skill fits">Try other words, or another folder. Titles, descriptions, examples and tools are searched.</Empty>
  return (
    <Empty icon="library" title="No skills yet" action={action}>
      A skill is one file that says what to do, step by step. Draw one, drop a file here, or bring one in with a link.
    </Empty>
  )
}

interface FoldersProps {
  readonly skills: readonly SkillListing[]
  readonly folder: string
  readonly onFolder: (folder: string) => void
}

const placeWords: { readonly [place: string]: string } = { mine: 'Mine', shipped: 'Came with Chela' }

function Folders({ skills, folder, onFolder }: FoldersProps) {
  const folders = useMemo(() => foldersOf(skills), [skills])
  const all = [{ path: '', name: 'All', depth: 0, count: skills.length }, ...folders]
  return (
    <nav className="library-folders" aria-label="Folders">
      {all.map(({ path, name, depth, count }) => (
        <button key={path} type="button" className={`library-folder library-folder-${Math.min(depth, 4)}`} aria-pressed={path === folder} onClick={() => onFolder(path)}>
          <Icon name={path === '' ? 'library' : 'folder'} size={16} />
          <span>{depth === 0 ? (placeWords[name] ?? name) : name}</span>
          <span className="library-count">{count}</span>
        </button>
      ))}
    </nav>
  )
}

function actionsOf(workspace: Workspace, skill: SkillListing, show: (shown: Shown) => void): readonly MenuAction[] {
  const { id, writable } = skill
  const doing = (what: 'duplicateSkill' | 'downloadSkill' | 'removeSkill'): (() => void) => () => void deeds().then((all) => all[what](workspace, skill))
  const own: readonly MenuAction[] = [
    { words: 'Move …', icon: 'folder', perform: () => show({ dialog: 'move', skill }) },
    { words: 'Remove', icon: 'remove', isDanger: true, perform: doing('removeSkill') },
  ]
  return [
    { words: 'Report', icon: 'shield', perform: () => workspace.goTo({ view: 'skill', id, tab: 'report' }) },
    { words: 'Tests', icon: 'test', perform: () => workspace.goTo({ view: 'skill', id, tab: 'tests' }) },
    { words: 'Rehearse', icon: 'rehearse', perform: () => workspace.goTo({ view: 'skill', id, tab: 'rehearse' }) },
    { words: 'Duplicate', icon: 'copy', perform: doing('duplicateSkill') },
    { words: 'Share as a link …', icon: 'link', perform: () => show({ dialog: 'share', skill }) },
    { words: 'Download', icon: 'download', perform: doing('downloadSkill') },
    ...(writable ? own : []),
  ]
}
