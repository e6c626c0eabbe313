import { useId, useState } from 'react'
import type { DeedCard, GrantSpan, PersonAnswer } from '../../../engine/index.ts'
import { Button } from '../../look/Button.tsx'

interface AskYesNoProps {
  readonly card: DeedCard | null
  readonly isBusy: boolean
  readonly onAnswer: (answer: PersonAnswer) => void
}

const spans: readonly { readonly span: GrantSpan; readonly words: string; readonly meaning: string }[] = [
  { span: 'always', words: 'Always', meaning: 'Kept until you revoke it: this tool inside the same bounds, for this very text of the skill.' },
  { span: 'run', words: 'For this run', meaning: 'This tool inside the same bounds, until this run ends.' },
]

/** Yes, for how long; or no, with a reason if one is wanted. */
export function AskYesNo({ card, isBusy, onAnswer }: AskYesNoProps) {
  const [isRefusing, setRefusing] = useState(false)
  const offered = card === null || card.onlyOnce === true ? [] : spans
  if (isRefusing) return <Refuse isBusy={isBusy} onBack={() => setRefusing(false)} onAnswer={onAnswer} />
  return (
    <div className="ask-card-answers">
      {card?.onlyOnce === true && <p className="ask-card-once">Asked each time: a yes holds for this deed only.</p>}
      <Button disabled={isBusy} onClick={() => setRefusing(true)}>
        No …
      </Button>
      {offered.map(({ span, words, meaning }) => (
        <Button key={span} label={meaning} disabled={isBusy} onClick={() => onAnswer({ kind: 'yes', span })}>
          {words}
        </Button>
      ))}
      <Button look="main" icon="check" disabled={isBusy} onClick={() => onAnswer({ kind: 'yes', span: 'once' })}>
        {card === null ? 'Yes' : 'Yes, once'}
      </Button>
    </div>
  )
}

function Refuse({ isBusy, onBack, onAnswer }: Pick<AskYesNoProps, 'isBusy' | 'onAnswer'> & { readonly onBack: () => void }) {
  const place = useId()
  const [because, setBecause] = useState('')
  return (
    <form className="ask-refuse" onSubmit={(event) => (event.preventDefault(), isBusy || onAnswer({ kind: 'no', ...(because.trim() !== '' && { because: because.trim() }) }))}>
      <label htmlFor={place}>Why not? The skill is told, and it stands in the steps of the run. It may stay empty.</label>
      {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- it takes the place of the button that was pressed */}
      <input id={place} autoFocus autoComplete="off" maxLength={500} value={because} onChange={(event) => setBecause(event.target.value)} />
      <div className="ask-card-answers">
        <Button onClick={onBack}>Back</Button>
        <Button look="danger" icon="close" type="submit" disabled={isBusy}>
          Say no
        </Button>
      </div>
    </form>
  )
}
