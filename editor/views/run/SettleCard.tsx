import { useId, useState } from 'react'
import { visible, type Json } from '../../../engine/index.ts'
import { Button } from '../../look/Button.tsx'
import { Icon } from '../../look/Icon.tsx'
import { momentWords } from '../../session/run-words.ts'
import type { UnknownDeed } from '../../session/undo-list.ts'
import type { Workspace } from '../../session/workspace.ts'
import { readJson } from './read-json.ts'
import { useSettled } from '../ask/use-now.ts'
import { ValueTree } from '../value/ValueTree.tsx'

interface SettleCardProps {
  readonly workspace: Workspace
  readonly run: string
  readonly deed: UnknownDeed
}

/** A deed of which nobody can tell whether it took place: what is known, why that is all, and the two ways on. */
export function SettleCard({ workspace, run, deed }: SettleCardProps) {
  const place = useId()
  const [text, setText] = useState('')
  const [fault, setFault] = useState<string>()
  const [isBusy, setBusy] = useState(false)
  const isReady = useSettled(workspace.clock, `${run} ${deed.call}`)
  const tools = workspace.store.getState().tools
  const title = tools.find(({ name }) => name === deed.tool)?.title
  const settle = async (happened: boolean): Promise<void> => {
    const read = happened && text.trim() !== '' ? readJson(text, false) : undefined
    setFault(read !== undefined && 'fault' in read ? read.fault : undefined)
    if (read !== undefined && 'fault' in read) return
    const output: Json | undefined = read?.value
    setBusy(true)
    await workspace.attempt((desk) => (output === undefined ? desk.settle(run, happened) : desk.settle(run, happened, output)))
    setBusy(false)
  }
  return (
    <section className="ask-card settle-card" aria-labelledby={place}>
      <header className="ask-card-head">
        <Icon name="unknown" />
        <p className="ask-card-who">
          Nobody can tell what became of a deed <span className="ask-card-path">in {visible(deed.path)}</span>
        </p>
      </header>
      <h2 id={place} className="ask-card-words">
        Did “{visible(title ?? deed.tool)}” take place?
      </h2>
      <p>
        It was begun at {momentWords(deed.time, workspace.clock.time())} and broken off before it answered. {visible(deed.because)} Look for yourself, then say what you found: doing it again by chance could do it twice.
      </p>
      <ValueTree shown={{ value: deed.input, labels: [] }} label={`The arguments of ${visible(deed.tool)}`} />
      <details className="settle-output">
        <summary>Say what it answered, if later states need that</summary>
        <label htmlFor={`${place}-output`}>The answer as JSON; empty: nothing is known of it</label>
        <textarea id={`${place}-output`} className="mono" rows={3} spellCheck={false} value={text} aria-invalid={fault !== undefined} onChange={(event) => setText(event.target.value)} />
        {fault !== undefined && (
          <p className="input-field-fault" role="alert">
            {fault}
          </p>
        )}
      </details>
      <div className="ask-card-answers">
        <Button disabled={isBusy || !isReady} label="The run goes on as after a failure: it may try again" onClick={() => void settle(false)}>
          It did not happen
        </Button>
        <Button disabled={isBusy || !isReady} label="The run goes on as after its answer; it is not done again" onClick={() => void settle(true)}>
          It happened
        </Button>
      </div>
    </section>
  )
}
