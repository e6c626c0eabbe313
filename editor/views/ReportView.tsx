import { useEffect, useMemo, useState } from 'react'
import { useStore } from 'zustand'
import { visible, positionAt } from '../../engine/index.ts'
import { deferred } from '../look/deferred.tsx'
import { Notice } from '../look/Notice.tsx'
import { Pill } from '../look/Pill.tsx'
import { writePlace } from '../session/place.ts'
import type { Session } from '../session/session.ts'
import type { Workspace } from '../session/workspace.ts'
import { AcceptBar } from './report/AcceptBar.tsx'
import { PathQuestions } from './report/PathQuestions.tsx'
import { pictureDifference } from './report/picture-difference.ts'
import { ReachNotes } from './report/ReachNotes.tsx'
import { ReportLines } from './report/ReportLines.tsx'
import { UpdateChanges } from './report/UpdateChanges.tsx'
import { useReport } from './report/use-report.ts'
import { useWide } from './use-wide.ts'
import './report/report.css'
import './view-page.css'

const Canvas = deferred(async () => (await import('../canvas/Canvas.tsx')).Canvas)

interface ReportViewProps {
  readonly workspace: Workspace
  readonly session: Session
}

/** What one skill may do, in words that a stranger reads, with the way to accept it; beside it the picture. */
export function ReportView({ workspace, session }: ReportViewProps) {
  const isWide = useWide(1100)
  const isKept = useStore(workspace.store, ({ place }) => place.view === 'skill')
  const sound = useStore(session.store, (state) => (state.picture.current ? state.picture.text : undefined))
  const { shown, again } = useReport(workspace, sound)
  const before = shown?.texts[0]?.before ?? null
  const tools = useStore(workspace.store, (state) => state.tools)
  const skills = useStore(workspace.store, (state) => state.skills)
  const difference = useMemo(() => (before === null || sound === undefined ? undefined : pictureDifference(before, sound, { tools, skills }).difference), [before, sound, tools, skills])
  return (
    <div className="report-view">
      <div className="view-page">
        <div className="view-page-inner">
          {sound === undefined && <Faulty session={session} />}
          {sound !== undefined && shown === undefined && <p className="view-faint">Working out what it may do …</p>}
          {sound !== undefined && shown !== undefined && (
            <>
              <AcceptBar workspace={workspace} shown={shown} text={sound} onAccepted={again} {...(isKept && { onRehearse: () => workspace.goTo({ view: 'skill', id: session.store.getState().id, tab: 'rehearse' }) })} />
              {shown.texts.map(({ skill, hash, accepted, report, rules, changed, changedWords, before: earlier }, index) => (
                <section key={hash} className="report-text" aria-label={`What ${skill} may do`}>
                  <header className="view-row">
                    <h2>{index === 0 ? 'What it may do' : `It runs ${skill}, which may do`}</h2>
                    {index > 0 && (accepted ? <Pill tone="good" icon="check">accepted</Pill> : <Pill tone="warn" icon="shield">not accepted</Pill>)}
                  </header>
                  <div className="view-card">
                    <ReachNotes report={report} rules={rules} />
                    <ReportLines workspace={workspace} session={session} report={report} isOwn={index === 0} isBeside={isWide} />
                  </div>
                  {changed !== null && (index === 0 ? <UpdateChanges workspace={workspace} before={earlier} after={sound} words={changedWords} than="the version you accepted" /> : <InnerChanges workspace={workspace} skill={skill} hash={hash} before={earlier} words={changedWords} />)}
                </section>
              ))}
              <PathQuestions workspace={workspace} session={session} lines={shown.texts.flatMap(({ report }) => report.lines)} inner={shown.texts.slice(1).map(({ skill }) => skill)} />
            </>
          )}
        </div>
      </div>
      {isWide && (
        <section className="report-picture" aria-label="Picture">
          <Canvas workspace={workspace} session={session} readOnly {...(difference !== undefined && { difference })} />
        </section>
      )}
    </div>
  )
}

interface InnerChangesProps {
  readonly workspace: Workspace
  readonly skill: string
  readonly hash: string
  readonly before: string | null
  readonly words: readonly string[]
}

/** What changed in a skill that this one runs inside: its text is read where it is here. */
function InnerChanges({ workspace, skill, hash, before, words }: InnerChangesProps) {
  const id = useStore(workspace.store, ({ skills }) => skills.find((one) => one.name === skill && one.hash === hash)?.id)
  const [text, setText] = useState<string>()
  useEffect(() => {
    if (id !== undefined) void workspace.attempt((desk) => desk.read(id)).then((file) => file?.hash === hash && setText(file.text))
  }, [workspace, id, hash])
  if (text !== undefined) return <UpdateChanges workspace={workspace} before={before} after={text} words={words} than={`you accepted ${skill}`} />
  return (
    <section className="view-card" aria-label={`What changed in ${skill}`}>
      <h3>What changed since you accepted {skill}</h3>
      <ul>
        {words.map((line) => (
          <li key={line}>{visible(line)}</li>
        ))}
      </ul>
    </section>
  )
}

/** A text with faults has no report; it says which and leads to where they are mended. */
function Faulty({ session }: { readonly session: Session }) {
  const { id, picture } = session.store.getState()
  const faults = picture.diagnostics.filter(({ severity }) => severity === 'error')
  return (
    <>
      <Notice tone="bad" icon="error" title={faults.length === 1 ? 'The text has a fault' : `The text has ${faults.length} faults`} actions={<a href={writePlace({ view: 'skill', id, tab: 'edit' })}>Mend them</a>}>
        What it may do can be told when they are mended. Until then it can not run.
      </Notice>
      <ul className="view-card view-list">
        {faults.slice(0, 20).map(({ range, message }) => (
          <li key={`${range.start} ${message}`}>
            <span className="view-faint">line {positionAt(picture.text, range.start).line}</span> {visible(message)}
          </li>
        ))}
      </ul>
    </>
  )
}
