import { useStore } from 'zustand'
import type { RunSession } from '../../session/run-session.ts'
import './run-intent.css'

/** What the run was asked for, what it is held to, and the ledger: one line a finished deed. */
export function RunIntent({ session }: { readonly session: RunSession }) {
  const intent = useStore(session.store, (state) => state.view?.intent ?? undefined)
  if (intent === undefined) return <p className="view-faint">This run was not started from words.</p>
  const { contract, ledger } = intent
  const lists = [
    { heading: 'It is done only when this was done', lines: contract.required.map(({ words, times }) => (times === 1 ? words : `${words}, ${times} times`)) },
    { heading: 'It may', lines: contract.allowed.map(({ words }) => words) },
    { heading: 'Limits', lines: contract.limits.map(({ words }) => words) },
  ]
  return (
    <div className="run-intent">
      <blockquote>{contract.words}</blockquote>
      <h3>Done so far</h3>
      {ledger.length === 0 ? <p className="view-faint">Nothing yet.</p> : <Lines lines={ledger} />}
      {lists.map(({ heading, lines }) => lines.length > 0 && (
        <section key={heading} aria-label={heading}>
          <h3>{heading}</h3>
          <Lines lines={lines} />
        </section>
      ))}
    </div>
  )
}

function Lines({ lines }: { readonly lines: readonly string[] }) {
  return (
    <ul>
      {lines.map((line, index) => (
        <li key={`${index} ${line}`}>{line}</li>
      ))}
    </ul>
  )
}
