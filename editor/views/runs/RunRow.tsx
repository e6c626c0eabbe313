import { useStore } from 'zustand'
import { visible, type RunRecord } from '../../../engine/index.ts'
import { writePlace } from '../../session/place.ts'
import { isOpen, kindWords, lastingWords, momentWords } from '../../session/run-words.ts'
import type { Workspace } from '../../session/workspace.ts'
import { RunAgain } from '../run/RunAgain.tsx'
import { RunStatusMark } from '../run/RunStatusMark.tsx'

interface RunRowProps {
  readonly workspace: Workspace
  readonly record: RunRecord
  readonly now: number
}

/** One run in the list. */
export function RunRow({ workspace, record, now }: RunRowProps) {
  const title = useStore(workspace.store, (state) => state.skills.find(({ name }) => name === record.skill)?.title ?? '')
  const kind = kindWords(record)
  return (
    <li className="run-row">
      <a className="run-row-link" href={writePlace({ view: 'run', run: record.run })}>
        <span className="run-row-name">{visible(title === '' ? record.skill : title)}</span>
        <span className="run-row-marks">
          <RunStatusMark status={record.status} />
          {kind !== undefined && <span className="run-row-kind">{kind}</span>}
        </span>
        <span className="run-row-when">{momentWords(record.started, now)}</span>
        <span className="run-row-long">{isOpen(record.status) || record.status === 'undone' ? '' : lastingWords(record.changed - record.started)}</span>
      </a>
      {!isOpen(record.status) && record.mode === 'live' && <RunAgain workspace={workspace} record={record} look="quiet" />}
    </li>
  )
}
