import { useMemo, useState } from 'react'
import { useStore } from 'zustand'
import { visible, type DeedInWords } from '../../../engine/index.ts'
import { Button } from '../../look/Button.tsx'
import { Dialog } from '../../look/Dialog.tsx'
import { Icon } from '../../look/Icon.tsx'
import type { RunSession } from '../../session/run-session.ts'
import { undoList, undoResult, type UndoLine, type UndoResult } from '../../session/undo-list.ts'
import type { Workspace } from '../../session/workspace.ts'
import { useDeedWords } from './use-deed-words.ts'

interface UndoDialogProps {
  readonly workspace: Workspace
  readonly session: RunSession
  readonly onClose: () => void
}

/** What a run did, what of it can be taken back and what not; then how the taking back goes. */
export function UndoDialog({ workspace, session, onClose }: UndoDialogProps) {
  const entries = useStore(session.store, (state) => state.entries)
  const begun = useMemo(() => undoResult(entries), [entries])
  // What stood in the list when it was opened, or when the undo began, so that its lines stay while they are worked off.
  const [lines] = useState(() => undoList(begun === undefined || begun.isOver ? entries : entries.slice(0, entries.findLastIndex(({ kind }) => kind === 'undo-started'))))
  const told = useDeedWords(workspace, session.store.getState().run, lines.map(({ call }) => call))
  const [at, setAt] = useState<number>()
  const [isBusy, setBusy] = useState(false)
  const result = at === undefined ? (begun?.isOver === false ? begun : undefined) : undoResult(entries.slice(at))
  const able = lines.filter(({ because }) => because === undefined).length
  const start = async (): Promise<void> => {
    const { run } = session.store.getState()
    setAt(entries.length)
    setBusy(true)
    if ((await workspace.attempt(async (desk) => (await desk.undo(run), true))) === undefined) setAt(undefined)
    setBusy(false)
  }
  const actions = (
    <>
      <Button onClick={onClose}>{result === undefined ? 'Leave it as it is' : 'Close'}</Button>
      {result === undefined && (
        <Button look="main" icon="undo" disabled={able === 0 || isBusy || at !== undefined} onClick={() => void start()}>
          {able === 0 ? 'Nothing can be taken back' : able === 1 ? 'Take back one deed' : `Take back ${able} deeds`}
        </Button>
      )}
    </>
  )
  return (
    <Dialog title="Take back" onClose={onClose} actions={actions} wide>
      <p role="status">{summary(lines, able, result)}</p>
      <ol className="undo-lines">
        {lines.map((line) => (
          <Line key={line.call} line={line} told={told.get(line.call)} result={result} />
        ))}
      </ol>
    </Dialog>
  )
}

function summary(lines: readonly UndoLine[], able: number, result: UndoResult | undefined): string {
  if (result !== undefined) return result.isOver ? `${result.undone.length} taken back, ${result.skipped.length} not.` : `Taking back: ${result.undone.length + result.skipped.length} of ${lines.length} …`
  if (lines.length === 0) return 'This run changed nothing, or all of it is taken back already.'
  const not = lines.length - able
  return `The newest deed goes first. ${able} can be taken back${not === 0 ? '' : `, ${not} can not`}. Each is checked again like any deed; what somebody changed since is left alone.`
}

interface LineProps {
  readonly line: UndoLine
  /** Undefined: not told yet, or one of too many. */
  readonly told: DeedInWords | undefined
  readonly result: UndoResult | undefined
}

function Line({ line, told, result }: LineProps) {
  const skipped = result?.skipped.find(({ call }) => call === line.call)
  const isUndone = result?.undone.includes(line.call) === true
  const because = skipped?.because ?? line.because
  return (
    <li className={`undo-line ${because === undefined ? '' : 'undo-line-not'}`}>
      <Icon name={isUndone ? 'check' : because === undefined ? 'undo' : 'close'} size={16} />
      <div>
        <p>
          {visible(told?.words ?? line.tool)} <span className="view-faint">in {visible(line.path)}</span>
        </p>
        {because !== undefined ? (
          <p className="undo-line-why">{visible(because)}</p>
        ) : (
          line.back !== null && (
            <p className="undo-line-back">
              {isUndone ? 'Taken back: ' : 'To take it back: '}
              {visible(told?.back ?? line.back.tool)}
            </p>
          )
        )}
      </div>
    </li>
  )
}
