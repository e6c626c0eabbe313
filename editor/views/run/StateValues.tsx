import { visible, type RunView, type ShownValue, type StateView } from '../../../engine/index.ts'
import type { RunSession } from '../../session/run-session.ts'
import { lastingWords } from '../../session/run-words.ts'
import { Origins } from '../value/Origins.tsx'
import { ValueTree } from '../value/ValueTree.tsx'
import './run-values.css'

interface StateValuesProps {
  readonly session: RunSession
  readonly view: RunView
  readonly state: StateView
}

/** One state of a run: what went in, what came out, how often and how long. */
export function StateValues({ session, view, state }: StateValuesProps) {
  const others = view.states.filter((other) => other.state === state.state && other.skill === state.skill)
  const facts = [
    state.active ? 'at work now' : undefined,
    state.entered > 1 ? `entered ${state.entered} times` : undefined,
    lastingWords(state.duration),
    state.tries > 1 ? `${state.tries} tries` : undefined,
    state.each === null ? undefined : `${state.each.done} of ${state.each.total} elements`,
    state.skill === view.skill ? undefined : `in ${visible(state.skill)}`,
  ].filter((fact) => fact !== undefined)
  return (
    <>
      <h2>{visible(state.state)}</h2>
      {others.length > 1 && (
        <label className="run-values-which">
          Which one
          <select value={state.path} onChange={(event) => session.select(event.target.value)}>
            {others.map(({ path }) => (
              <option key={path}>{visible(path)}</option>
            ))}
          </select>
        </label>
      )}
      <p className="run-values-facts">{facts.join(' · ')}</p>
      {state.failure !== null && <Value title="Failure" shown={state.failure} isBad />}
      <Value title="Input" shown={state.input} />
      <Value title="Output" shown={state.output} isComing={state.active} />
    </>
  )
}

function Value({ title, shown, isBad = false, isComing = false }: { readonly title: string; readonly shown: ShownValue | null; readonly isBad?: boolean; readonly isComing?: boolean }) {
  if (shown === null && !isComing) return null
  return (
    <section className={`run-value ${isBad ? 'run-value-bad' : ''}`}>
      <h3>{title}</h3>
      {shown === null ? <p className="run-value-none">None yet.</p> : <ValueTree shown={shown} label={title} />}
      {shown !== null && shown.labels.length > 0 && <Origins labels={shown.labels} />}
    </section>
  )
}
