import { useEffect, useMemo, useState } from 'react'
import { useStore } from 'zustand'
import { differenceWords, reportDifference, type SkillFile, type SkillListing } from '../../../engine/index.ts'
import { deferred } from '../../look/deferred.tsx'
import { Button } from '../../look/Button.tsx'
import { Notice } from '../../look/Notice.tsx'
import type { Session } from '../../session/session.ts'
import type { Workspace } from '../../session/workspace.ts'
import { pictureDifference } from '../report/picture-difference.ts'
import { UpdateChanges } from '../report/UpdateChanges.tsx'
import { useReport } from '../report/use-report.ts'
import { useWide } from '../use-wide.ts'
import '../report/report.css'

const Canvas = deferred(async () => (await import('../../canvas/Canvas.tsx')).Canvas)

interface SkillUpdateProps {
  readonly workspace: Workspace
  readonly session: Session
  /** The skill of the same name that is here. */
  readonly here: SkillListing
}

/** What a text from elsewhere would change in the skill of its name that is here, with the way to take it over. */
export function SkillUpdate({ workspace, session, here }: SkillUpdateProps) {
  const isWide = useWide(1100)
  const [file, setFile] = useState<SkillFile>()
  useEffect(() => void workspace.attempt((desk) => desk.read(here.id)).then((read) => read != null && setFile(read)), [workspace, here.id, here.hash])
  const text = useStore(session.store, (state) => state.text)
  const isSound = useStore(session.store, (state) => state.picture.current)
  const tools = useStore(workspace.store, (state) => state.tools)
  const skills = useStore(workspace.store, (state) => state.skills)
  const old = useReport(workspace, file?.text).shown?.texts[0]?.report
  const now = useReport(workspace, isSound ? text : undefined).shown?.texts[0]?.report
  const words = old === undefined || now === undefined ? undefined : differenceWords(reportDifference(old, now))
  const difference = useMemo(() => (file === undefined ? undefined : pictureDifference(file.text, text, { tools, skills }).difference), [file, text, tools, skills])
  const take = async (): Promise<void> => {
    if (file === undefined) return
    const answer = await workspace.attempt((desk) => desk.save(here.id, text, file.hash))
    if (answer === undefined) return
    if ('refused' in answer) return workspace.tell('bad', answer.refused)
    if ('conflict' in answer) return workspace.tell('bad', 'The file changed meanwhile, so nothing was written.', 'Look at the difference again.')
    await workspace.refreshSkills()
    await workspace.openSkill(here.id)
    workspace.tell('good', `${here.name} is updated.`, 'It can do nothing until you accept its new report.', { words: 'Undo', perform: () => void workspace.attempt((desk) => desk.save(here.id, file.text, answer.kept.hash)) })
    workspace.goTo({ view: 'skill', id: here.id, tab: 'report' })
  }
  if (file === undefined) return <p className="app-loading">Opening …</p>
  return (
    <div className="report-view">
      <div className="view-page">
        <div className="view-page-inner">
          {file.text === text ? (
            <Notice tone="good" icon="check" title="It is the same text">
              What is here and what came are the same, byte for byte.
            </Notice>
          ) : (
            <Notice
              tone="warn"
              icon="history"
              title={`An update of ${here.title}`}
              actions={
                here.writable && (
                  <Button look="main" icon="save" onClick={() => void take()}>
                    Take it over
                  </Button>
                )
              }
            >
              {here.writable ? 'Taking it over writes the file that is here. "Keep …" keeps both.' : 'The one that is here came with Chela and stays as it is. "Keep …" keeps this one beside it.'}
            </Notice>
          )}
          {file.text !== text && <UpdateChanges workspace={workspace} before={file.text} after={text} words={isSound ? words : ['The text has faults, so nothing can be said of what it may do.']} than="the one that is here" />}
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
