import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { visible } from '../../engine/index.ts'
import { deferred } from '../look/deferred.tsx'
import { Button } from '../look/Button.tsx'
import { Empty } from '../look/Empty.tsx'
import { Icon, type IconName } from '../look/Icon.tsx'
import { unpackShared } from '../session/share-link.ts'
import type { Session } from '../session/session.ts'
import type { Workspace } from '../session/workspace.ts'
import { KeepDialog } from './library/KeepDialog.tsx'
import { openUnkept, strangerData } from './library/skill-deeds.ts'
import { SkillUpdate } from './library/SkillUpdate.tsx'
import { ReportView } from './ReportView.tsx'
import { TestsView } from './TestsView.tsx'
import './library/shared-skill.css'
import './skill-view.css'
import './view-page.css'

const Canvas = deferred(async () => (await import('../canvas/Canvas.tsx')).Canvas)
const Source = deferred(async () => (await import('../source/Source.tsx')).Source)

/** A skill that came with a link or as a file: its report first; it can do nothing until it is kept and accepted. */
export function SharedSkill({ workspace, data }: { readonly workspace: Workspace; readonly data: string }) {
  const isReady = useStore(workspace.store, (state) => state.facts !== null)
  const session = useStore(workspace.store, (state) => state.session)
  const [refused, setRefused] = useState<{ readonly data: string; readonly words: string }>()
  const [opened, setOpened] = useState<string>()
  useEffect(() => {
    if (!isReady || data === strangerData) return undefined
    let isWanted = true
    void unpackShared(data).then((read) => {
      if (!isWanted) return
      if ('refused' in read) return setRefused({ data, words: read.refused })
      openUnkept(workspace, read.text, 'shared-skill')
      setOpened(data)
    })
    return () => {
      isWanted = false
    }
  }, [workspace, data, isReady])
  const unkept = useStore(workspace.store, (state) => state.session?.store.getState().base === null)
  if (refused?.data === data) return <Empty icon="error" title="There is no skill in this link">{refused.words}</Empty>
  if (data !== strangerData && opened !== data) return <p className="app-loading">Opening …</p>
  if (session === null || !unkept) return <Empty icon="file" title="Nothing is open here">A file that was not kept is gone when the page is loaded again. Drop it or paste its link once more.</Empty>
  return <Stranger key={session.store.getState().id} workspace={workspace} session={session} />
}

const parts = { report: 'Report', update: 'Update', tests: 'Tests', picture: 'Picture', text: 'Text' } as const
type Part = keyof typeof parts
const icons: { readonly [part in Part]: IconName } = { report: 'shield', update: 'history', tests: 'test', picture: 'picture', text: 'code' }

function Stranger({ workspace, session }: { readonly workspace: Workspace; readonly session: Session }) {
  const skill = useStore(session.store, (state) => state.picture.good?.skill)
  const same = useStore(workspace.store, (state) => state.skills.find(({ name }) => name === skill?.name))
  const [part, setPart] = useState<Part>('report')
  const [isKeeping, setKeeping] = useState(false)
  const title = skill === undefined || skill.title === '' ? (skill?.name ?? 'A text with faults') : skill.title
  const offered = (Object.keys(parts) as Part[]).filter((one) => one !== 'update' || same !== undefined)
  return (
    <div className="skill-view">
      <header className="skill-head">
        <div className="skill-head-name">
          <h1>{visible(title)}</h1>
          <p className="skill-kept">
            <span className="skill-kept-not">{same === undefined ? 'From elsewhere, not kept yet' : `From elsewhere; a skill called ${same.name} is here already`}</span>
          </p>
        </div>
        <div className="skill-tabs" role="group" aria-label="What is shown">
          {offered.map((one) => (
            <button key={one} type="button" className="skill-tab shared-tab" aria-pressed={one === part} onClick={() => setPart(one)}>
              <Icon name={icons[one]} size={16} />
              <span>{parts[one]}</span>
            </button>
          ))}
        </div>
        <div className="skill-deeds">
          <Button look="main" icon="save" onClick={() => setKeeping(true)}>
            Keep …
          </Button>
        </div>
      </header>
      {part === 'report' && <ReportView workspace={workspace} session={session} />}
      {part === 'update' && same !== undefined && <SkillUpdate workspace={workspace} session={session} here={same} />}
      {part === 'tests' && <TestsView workspace={workspace} session={session} />}
      {part === 'picture' && (
        <section className="pane pane-picture" aria-label="Picture">
          <Canvas workspace={workspace} session={session} readOnly />
        </section>
      )}
      {part === 'text' && (
        <section className="pane pane-source" aria-label="Text">
          <Source workspace={workspace} session={session} />
        </section>
      )}
      {isKeeping && <KeepDialog workspace={workspace} session={session} onClose={() => setKeeping(false)} />}
    </div>
  )
}
