import { useMemo, useState } from 'react'
import { useStore } from 'zustand'
import { Button } from '../look/Button.tsx'
import { Dialog } from '../look/Dialog.tsx'
import type { Session } from '../session/session.ts'
import type { Workspace } from '../session/workspace.ts'
import { CodeField } from '../source/CodeField.tsx'
import { mergedText, mergeTexts, type MergeChoice, type MergePart } from '../source/merge-texts.ts'
import { TextDifference } from '../source/TextDifference.tsx'
import './conflict-dialog.css'

interface ConflictDialogProps {
  readonly workspace: Workspace
  readonly session: Session
  /** Puts the question off; the file is not written meanwhile. */
  readonly onLater?: () => void
}

type Difference = Exclude<MergePart, { readonly kind: 'agreed' }>

/** The file was changed by another hand while it was changed here: choose part by part, and mend the text that comes out. */
export function ConflictDialog({ session, onLater }: ConflictDialogProps) {
  const conflict = useStore(session.store, (state) => state.conflict)
  const base = useStore(session.store, (state) => state.base?.text ?? '')
  const ours = useStore(session.store, (state) => state.text)
  const [putOff, setPutOff] = useState<typeof conflict>(null)
  // The next try to save asks again.
  if (conflict === null || conflict === putOff) return null
  const later = (): void => {
    setPutOff(conflict)
    onLater?.()
  }
  return <Choosing key={conflict.hash} base={base} ours={ours} theirs={conflict.text} onLater={later} onResolve={(text) => session.resolve(text)} />
}

interface ChoosingProps {
  readonly base: string
  readonly ours: string
  readonly theirs: string
  readonly onLater: () => void
  readonly onResolve: (text: string) => void
}

function Choosing({ base, ours, theirs, onLater, onResolve }: ChoosingProps) {
  const parts = useMemo(() => mergeTexts(base, ours, theirs), [base, ours, theirs])
  const [choices, setChoices] = useState<ReadonlyMap<number, MergeChoice>>(new Map())
  const [written, setWritten] = useState<string | undefined>(undefined)
  const merged = written ?? mergedText(parts, choices)
  const open = parts.filter((part, index) => part.kind === 'conflict' && !choices.has(index)).length
  const choose = (index: number, choice: MergeChoice): void => {
    setWritten(undefined)
    setChoices(new Map(choices).set(index, choice))
  }
  const isReady = open === 0 || written !== undefined
  const actions = (
    <>
      <span className="conflict-dialog-open" role="status">
        {isReady ? 'All parts are decided.' : `${open} ${open === 1 ? 'part needs' : 'parts need'} a choice.`}
      </span>
      <Button onClick={onLater}>Later</Button>
      <Button look="main" icon="check" disabled={!isReady} onClick={() => onResolve(merged)}>
        Use this text
      </Button>
    </>
  )
  return (
    <Dialog title="The file was changed elsewhere too" onClose={onLater} actions={actions} wide>
      <p>What only one side changed is taken over. Where both changed the same lines, choose. Nothing is written before you save.</p>
      <ol className="conflict-dialog-parts">
        {parts.map((part, index) => (part.kind === 'agreed' ? null : <Part key={`${index} ${part.kind}`} part={part} number={index} choice={choices.get(index)} onChoose={choose} />))}
      </ol>
      <h3>The text that comes out</h3>
      <p>It can be changed by hand{written === undefined ? '.' : '; a new choice above begins it anew.'}</p>
      <CodeField label="The merged text" value={merged} onChange={setWritten} />
      <details>
        <summary>What changes in your text</summary>
        <TextDifference before={ours} after={merged} label="Your text beside the merged one" />
      </details>
    </Dialog>
  )
}

const sides: readonly { readonly choice: MergeChoice; readonly words: string }[] = [
  { choice: 'ours', words: 'Mine' },
  { choice: 'theirs', words: 'The file' },
  { choice: 'both', words: 'Both, mine first' },
  { choice: 'base', words: 'As it was' },
]
const titles = { ours: 'Changed by you', theirs: 'Changed in the file', conflict: 'Changed by both' } as const

interface PartProps {
  readonly part: Difference
  readonly number: number
  readonly choice: MergeChoice | undefined
  readonly onChoose: (number: number, choice: MergeChoice) => void
}

function Part({ part, number, choice, onChoose }: PartProps) {
  const chosen = choice ?? (part.kind === 'conflict' ? undefined : part.kind)
  const texts = { ours: part.ours, base: part.base, theirs: part.theirs }
  return (
    <li className={`conflict-dialog-part ${chosen === undefined ? 'conflict-dialog-undecided' : ''}`}>
      <fieldset>
        <legend>{titles[part.kind]}</legend>
        <div className="conflict-dialog-sides">
          {(['ours', 'base', 'theirs'] as const).map((side) => (
            <figure key={side}>
              <figcaption>{{ ours: 'Mine', base: 'As it was', theirs: 'The file' }[side]}</figcaption>
              <pre>{texts[side] === '' ? <em>nothing</em> : texts[side]}</pre>
            </figure>
          ))}
        </div>
        <div className="conflict-dialog-choices">
          {sides.map(({ choice: side, words }) => (
            <label key={side}>
              <input type="radio" name={`part ${number}`} checked={chosen === side} onChange={() => onChoose(number, side)} />
              {words}
            </label>
          ))}
        </div>
      </fieldset>
    </li>
  )
}
