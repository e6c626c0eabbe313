import { useId, useState } from 'react'
import { useStore } from 'zustand'
import { visible, type PathAnswer, type ReportLine } from '../../../engine/index.ts'
import { Button } from '../../look/Button.tsx'
import { Icon } from '../../look/Icon.tsx'
import type { Session } from '../../session/session.ts'
import type { Workspace } from '../../session/workspace.ts'
import { askPath, deedChoices, type PathQuestion } from './ask-path.ts'

interface PathQuestionsProps {
  readonly workspace: Workspace
  readonly session: Session
  readonly lines: readonly ReportLine[]
  /** Names of the skills that it runs. */
  readonly inner: readonly string[]
}

/** Questions about the ways through the file, each answered with a way as the witness, which is marked in the picture. */
export function PathQuestions({ workspace, session, lines, inner }: PathQuestionsProps) {
  const place = useId()
  const good = useStore(session.store, (state) => state.picture.good)
  const [question, setQuestion] = useState<PathQuestion>({ kind: 'happen', deed: 'sensitive', without: 'confirm' })
  const [found, setFound] = useState<{ readonly of: typeof good; readonly answer: PathAnswer }>()
  const answer = found !== undefined && found.of === good ? found.answer : undefined
  const change = (next: PathQuestion): void => {
    setQuestion(next)
    setFound(undefined)
  }
  const ask = async (): Promise<void> => {
    if (good === undefined) return
    const answered = await askPath(workspace, good, question, inner)
    setFound({ of: good, answer: answered })
    if (answered.possible) session.select([...new Set(answered.ways.flatMap(({ from, to }) => [from, to]))].filter((key) => good.flow.states.has(key)))
  }
  const states = [...(good?.flow.states.values() ?? [])].map(({ name }) => name)
  return (
    <section className="view-card" aria-label="Ask about its ways">
      <h2>Ask about its ways</h2>
      <form
        className="report-ask"
        onSubmit={(event) => {
          event.preventDefault()
          void ask()
        }}
      >
        <div className="view-field">
          <label htmlFor={`${place}-deed`}>Can this happen</label>
          <select id={`${place}-deed`} className="view-input" value={question.kind === 'reach' ? `state ${question.state}` : question.deed} onChange={({ target }) => change(target.value.startsWith('state ') ? { kind: 'reach', state: target.value.slice(6) } : { kind: 'happen', deed: target.value, without: question.kind === 'happen' ? question.without : 'confirm' })}>
            {deedChoices(lines).map(({ deed, words }) => (
              <option key={deed} value={deed}>
                {visible(words)}
              </option>
            ))}
            <optgroup label="It comes to the state">
              {states.map((state) => (
                <option key={state} value={`state ${state}`}>
                  {state}
                </option>
              ))}
            </optgroup>
          </select>
        </div>
        {question.kind === 'happen' && (
          <div className="view-field">
            <label htmlFor={`${place}-without`}>without</label>
            <select id={`${place}-without`} className="view-input" value={question.without} onChange={({ target }) => change({ ...question, without: target.value })}>
              <option value="confirm">a yes of a person</option>
              <option value="">any condition</option>
              <optgroup label="passing the state">
                {states.map((state) => (
                  <option key={state}>{state}</option>
                ))}
              </optgroup>
            </select>
          </div>
        )}
        <Button type="submit" icon="search">
          Ask
        </Button>
      </form>
      <div role="status">{answer !== undefined && <Answer answer={answer} />}</div>
    </section>
  )
}

function Answer({ answer }: { readonly answer: PathAnswer }) {
  if (!answer.possible) {
    return (
      <p className="report-answer report-answer-no">
        <Icon name="check" /> No. No way of the file leads there.
      </p>
    )
  }
  return (
    <div className="report-answer report-answer-yes">
      <p>
        <Icon name="info" /> Yes: the file does not forbid it. The shortest way to <code>{visible(answer.state)}</code>, marked in the picture:
      </p>
      <ol className="report-way">
        {answer.words.map((step) => (
          <li key={step}>{visible(step)}</li>
        ))}
      </ol>
    </div>
  )
}
