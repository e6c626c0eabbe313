import { useId, useState } from 'react'
import { visible, visibleLines, type DeedCard, type OpenAsk, type PersonAnswer } from '../../../engine/index.ts'
import { Icon } from '../../look/Icon.tsx'
import { writePlace } from '../../session/place.ts'
import type { Workspace } from '../../session/workspace.ts'
import { AskClock } from './AskClock.tsx'
import { AskForm } from './AskForm.tsx'
import { AskYesNo } from './AskYesNo.tsx'
import { Origins } from '../value/Origins.tsx'
import { ValueTree } from '../value/ValueTree.tsx'
import './ask-card.css'

interface AskCardProps {
  readonly workspace: Workspace
  readonly ask: OpenAsk
  /** Whether a press counts. */
  readonly isReady: boolean
  /** It stands outside the view of its run, and leads there. */
  readonly isApart: boolean
}

/** One question to the person: what exactly is asked, where each value came from, how long there is, and the answers. */
export function AskCard({ workspace, ask, isReady, isApart }: AskCardProps) {
  const place = useId()
  const { question } = ask
  const [isSent, setSent] = useState(false)
  const answer = async (given: PersonAnswer): Promise<void> => {
    setSent(true)
    const done = await workspace.attempt(async (desk) => (await desk.answer(ask.run, ask.ask, given), true))
    if (done === undefined) setSent(false)
  }
  const isBusy = isSent || !isReady
  const card = question.kind === 'form' ? null : question.card
  return (
    <section className={`ask-card ask-card-${question.kind}`} aria-labelledby={place} aria-busy={isSent}>
      <header className="ask-card-head">
        <Icon name={question.kind === 'form' ? 'ask' : 'confirm'} />
        <p className="ask-card-who">
          {isApart ? <a href={writePlace({ view: 'run', run: ask.run })}>{visible(ask.skill)}</a> : <b>{visible(ask.skill)}</b>} {question.kind === 'form' ? 'asks you' : 'wants your yes'} <span className="ask-card-path">in {visible(ask.path)}</span>
        </p>
        {question.expires !== null && <AskClock workspace={workspace} expires={question.expires} />}
      </header>
      <h2 id={place} className="ask-card-words">
        {question.kind === 'approve' ? visible(question.card.words) : visibleLines(question.text)}
      </h2>
      {question.kind !== 'approve' && <Foreign isForeign={question.labels.some(({ trust }) => trust === 'untrusted')} />}
      {card !== null && <Deed card={card} isConfirm={question.kind === 'confirm'} />}
      {question.kind === 'form' ? <AskForm fields={question.form} isBusy={isBusy} onAnswer={(given) => void answer(given)} /> : <AskYesNo card={card} isBusy={isBusy} onAnswer={(given) => void answer(given)} />}
    </section>
  )
}

function Foreign({ isForeign }: { readonly isForeign: boolean }) {
  if (!isForeign) return null
  return (
    <p className="ask-card-foreign">
      <Icon name="danger" size={16} />
      Part of this text was written by others. Believe the deed below, not the text.
    </p>
  )
}

/** The exact deed that a yes is bound to. */
function Deed({ card, isConfirm }: { readonly card: DeedCard; readonly isConfirm: boolean }) {
  const led = card.led.filter(({ trust }) => trust === 'untrusted')
  return (
    <div className="ask-card-deed">
      {isConfirm && <p className="ask-card-does">A yes leads to: {visible(card.words)}</p>}
      <p className="ask-card-because">{visible(card.because)}</p>
      {led.length > 0 && (
        <div className="ask-card-foreign">
          <Icon name="danger" size={16} />
          <span>Text that others wrote decided that this is done at all:</span>
          <Origins labels={led} />
        </div>
      )}
      <table className="ask-card-arguments">
        <caption className="hidden-words">The arguments of {visible(card.tool)}, each with where it came from</caption>
        <thead className="hidden-words">
          <tr>
            <th scope="col">Argument</th>
            <th scope="col">Value</th>
            <th scope="col">From</th>
          </tr>
        </thead>
        <tbody>
          {card.origins.map(({ argument, value, from }) => (
            <tr key={argument}>
              <th scope="row">{visible(argument)}</th>
              <td>
                <ValueTree shown={{ value, labels: from }} label={visible(argument)} />
              </td>
              <td>
                <Origins labels={from} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={card.undoable ? 'ask-card-undo' : 'ask-card-final'}>
        <Icon name={card.undoable ? 'undo' : 'danger'} size={16} />
        <span>{card.undoable ? 'It can be taken back afterwards, or leaves nothing to take back.' : 'It can not be taken back.'}</span>
        <code title="The name of the tool">{visible(card.tool)}</code>
      </p>
    </div>
  )
}
