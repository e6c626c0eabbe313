import { useState } from 'react'
import { visible, type Revision, type TextEdit } from '../../../engine/index.ts'
import { Button } from '../../look/Button.tsx'
import { deferred } from '../../look/deferred.tsx'
import { Dialog } from '../../look/Dialog.tsx'
import type { Session } from '../../session/session.ts'
import type { Workspace } from '../../session/workspace.ts'
import './asking.css'

const TextDifference = deferred(async () => (await import('../../source/TextDifference.tsx')).TextDifference)

interface ReviseDialogProps {
  readonly workspace: Workspace
  readonly session: Session
  readonly onClose: () => void
}

/** Changes a skill by a sentence: a model proposes, the person takes or leaves each piece. What is taken can be undone as one step. */
export function ReviseDialog({ workspace, session, onClose }: ReviseDialogProps) {
  const [words, setWords] = useState('')
  const [isBusy, setBusy] = useState(false)
  const [found, setFound] = useState<{ readonly before: string; readonly revision: Revision }>()
  const [left, setLeft] = useState<ReadonlySet<number>>(new Set())
  const ask = async (): Promise<void> => {
    const before = session.store.getState().text
    setBusy(true)
    const revision = await workspace.attempt((desk) => desk.revise(before, words.trim()))
    setBusy(false)
    setLeft(new Set())
    setFound(revision === undefined ? undefined : { before, revision })
  }
  const taken = found?.revision.pieces.filter((_piece, index) => !left.has(index)) ?? []
  const take = (): void => {
    if (found !== undefined && session.store.getState().text === found.before) {
      session.edit(taken, { label: 'Change in words', by: 'words' })
      return onClose()
    }
    workspace.tell('bad', 'The skill was changed meanwhile, so nothing was taken over.', 'Ask again.')
  }
  const actions =
    found === undefined ? undefined : (
      <Button look="main" icon="check" disabled={taken.length === 0} onClick={take}>
        {taken.length === found.revision.pieces.length ? 'Take all' : `Take ${taken.length} of ${found.revision.pieces.length}`}
      </Button>
    )
  return (
    <Dialog title="Change in words" wide onClose={onClose} actions={actions}>
      <div className="ask-dialog">
        <form
          className="ask-box"
          aria-label="Change in words"
          onSubmit={(event) => {
            event.preventDefault()
            if (words.trim() !== '' && !isBusy) void ask()
          }}
        >
          <label className="ask-box-field">
            <span className="hidden-words">What is to be different?</span>
            <input type="text" autoComplete="off" maxLength={4000} value={words} placeholder="What is to be different? Wait two weeks instead of one" onChange={({ target }) => setWords(target.value)} />
          </label>
          <Button type="submit" disabled={isBusy || words.trim() === ''}>
            Ask the model
          </Button>
        </form>
        <p className="ask-busy" role="status">
          {isBusy ? 'The model is reading and writing …' : found === undefined ? 'A model proposes; you take or leave each piece.' : found.revision.pieces.length === 0 ? 'The model would change nothing.' : ''}
        </p>
        {found !== undefined && <Pieces before={found.before} revision={found.revision} left={left} onChange={setLeft} />}
      </div>
    </Dialog>
  )
}

interface PiecesProps {
  readonly before: string
  readonly revision: Revision
  readonly left: ReadonlySet<number>
  readonly onChange: (left: ReadonlySet<number>) => void
}

function Pieces({ before, revision, left, onChange }: PiecesProps) {
  const toggle = (index: number, isTaken: boolean): void => onChange(new Set(isTaken ? [...left].filter((one) => one !== index) : [...left, index]))
  return (
    <>
      {revision.faults.map((fault) => (
        <p key={fault} className="view-fault">
          With all of it: {fault}
        </p>
      ))}
      {revision.pieces.length > 0 && (
        <ul className="view-list" aria-label="What all of it changes">
          {[...revision.changes, ...revision.picture].map((line) => (
            <li key={line}>{visible(line)}</li>
          ))}
          {revision.canRehearse && <li>What it reads is harmless: once you have taken and accepted it, rehearse it on what is really there.</li>}
        </ul>
      )}
      {revision.pieces.map((piece, index) => (
        <section key={piece.range.start} className="view-card" aria-label={`Piece ${index + 1}`}>
          <label className="ask-clause">
            <input type="checkbox" checked={!left.has(index)} onChange={({ target }) => toggle(index, target.checked)} />
            <span>Take this piece, at line {lineOf(before, piece)}</span>
          </label>
          <TextDifference before={before.slice(piece.range.start, piece.range.end)} after={piece.text} label={`Piece ${index + 1}`} first={firstLines(before, revision.pieces, index)} />
        </section>
      ))}
    </>
  )
}

/** Where a piece begins before, and after when all of them are taken. */
function firstLines(text: string, pieces: readonly TextEdit[], index: number): { readonly before: number; readonly after: number } {
  const before = lineOf(text, pieces[index] as TextEdit)
  const more = pieces.slice(0, index).reduce((sum, piece) => sum + piece.text.split('\n').length - text.slice(piece.range.start, piece.range.end).split('\n').length, 0)
  return { before, after: before + more }
}

function lineOf(text: string, { range }: TextEdit): number {
  return text.slice(0, range.start).split('\n').length
}
