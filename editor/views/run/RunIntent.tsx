import { useMemo, useState } from 'react'
import { useStore } from 'zustand'
import { visible, type Contract } from '../../../engine/index.ts'
import { Button } from '../../look/Button.tsx'
import { Icon } from '../../look/Icon.tsx'
import { runDeeds, type RunDeed } from '../../session/run-deeds.ts'
import type { RunSession } from '../../session/run-session.ts'
import type { Workspace } from '../../session/workspace.ts'
import { ContractCard } from '../asking/ContractCard.tsx'
import { useDeedWords } from './use-deed-words.ts'
import '../asking/asking.css'
import './run-intent.css'

interface RunIntentProps {
  readonly workspace: Workspace
  readonly session: RunSession
}

/** What the run was asked for, what it is held to, and the ledger: one line a finished deed. */
export function RunIntent({ workspace, session }: RunIntentProps) {
  const intent = useStore(session.store, (state) => state.view?.intent ?? undefined)
  const run = useStore(session.store, (state) => state.run)
  const isOpen = useStore(session.store, (state) => state.view?.end === null)
  const [changed, setChanged] = useState<Contract>()
  if (intent === undefined) return <p className="view-faint">This run was not started from words.</p>
  const { contract } = intent
  const lists = [
    { heading: 'It is done only when this was done', lines: contract.required.map(({ words, times }) => (times === 1 ? words : `${words}, ${times} times`)) },
    { heading: 'It may', lines: contract.allowed.map(({ words }) => words) },
    { heading: 'Limits', lines: contract.limits.map(({ words }) => words) },
  ]
  return (
    <div className="run-intent">
      <blockquote>{visible(contract.words)}</blockquote>
      <h3>Done so far</h3>
      <Ledger workspace={workspace} session={session} />
      {lists.map(({ heading, lines }) => lines.length > 0 && (
        <section key={heading} aria-label={heading}>
          <h3>{heading}</h3>
          <Lines lines={lines} />
        </section>
      ))}
      {isOpen && changed === undefined && <Button onClick={() => setChanged(contract)}>Change what it may do</Button>}
      {isOpen && changed !== undefined && (
        <>
          <ContractCard contract={changed} drafted={contract} onChange={setChanged} />
          <footer className="ask-actions">
            <Button
              look="main"
              onClick={() =>
                void workspace.attempt(async (desk) => {
                  await desk.changeContract(run, changed)
                  setChanged(undefined)
                })
              }
            >
              Hold the run to this
            </Button>
            <Button onClick={() => setChanged(undefined)}>Leave it</Button>
          </footer>
        </>
      )}
    </div>
  )
}

/** Of a long run the last deeds. */
const mostShown = 50

function Ledger({ workspace, session }: RunIntentProps) {
  const entries = useStore(session.store, (state) => state.entries)
  const at = useStore(session.store, (state) => state.view?.at)
  const run = useStore(session.store, (state) => state.run)
  const deeds = useMemo(() => runDeeds(entries.slice(0, at)), [entries, at])
  const shown = useMemo(() => deeds.slice(-mostShown), [deeds])
  const told = useDeedWords(workspace, run, shown.map(({ entry }) => entry))
  if (deeds.length === 0) return <p className="view-faint">Nothing yet.</p>
  return (
    <>
      {deeds.length > shown.length && <p className="view-faint">{deeds.length - shown.length} before these.</p>}
      <ol className="run-ledger">
        {shown.map((deed) => (
          <LedgerLine key={deed.entry} deed={deed} words={told.get(deed.entry)?.words ?? deed.tool} />
        ))}
      </ol>
    </>
  )
}

function LedgerLine({ deed: { tool, path, outcome, isDone }, words }: { readonly deed: RunDeed; readonly words: string }) {
  return (
    <li className={isDone ? '' : 'run-ledger-not'}>
      <Icon name={isDone ? 'check' : 'info'} size={16} />
      <div>
        <p>{visible(words)}</p>
        <p className="view-faint">
          {visible(outcome)}, in {visible(path)} <code>{visible(tool)}</code>
        </p>
      </div>
    </li>
  )
}

function Lines({ lines }: { readonly lines: readonly string[] }) {
  return (
    <ul>
      {lines.map((line, index) => (
        <li key={`${index} ${line}`}>{visible(line)}</li>
      ))}
    </ul>
  )
}
