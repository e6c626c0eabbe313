import { useId, useState } from 'react'
import { visible } from '../../../engine/index.ts'
import { Button } from '../../look/Button.tsx'
import { Icon } from '../../look/Icon.tsx'
import { momentWords } from '../../session/run-words.ts'
import type { UnknownDeed } from '../../session/undo-list.ts'
import type { Workspace } from '../../session/workspace.ts'
import { useSettled } from '../ask/use-now.ts'
import { objectForm } from '../../fields/read-inputs.ts'
import { ValueTree } from '../value/ValueTree.tsx'
import { useDeedWords } from './use-deed-words.ts'
import { useWrittenValue } from './use-written-value.ts'
import { ValueFields } from './ValueFields.tsx'

interface SettleCardProps {
  readonly workspace: Workspace
  readonly run: string
  readonly deed: UnknownDeed
}

/** A deed of which nobody can tell whether it took place: what is known, why that is all, and the two ways on. */
export function SettleCard({ workspace, run, deed }: SettleCardProps) {
  const place = useId()
  const [isBusy, setBusy] = useState(false)
  const isReady = useSettled(workspace.clock, `${run} ${deed.call}`)
  const tool = workspace.store.getState().tools.find(({ name }) => name === deed.tool)
  const words = useDeedWords(workspace, run, [deed.call]).get(deed.call)?.words
  const written = useWrittenValue(objectForm(tool?.output))
  const settle = async (happened: boolean): Promise<void> => {
    const read = !happened || written.isEmpty ? undefined : written.read()
    if (happened && !written.isEmpty && read === undefined) return
    setBusy(true)
    await workspace.attempt((desk) => (read === undefined ? desk.settle(run, happened) : desk.settle(run, happened, read.value)))
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
        Did “{visible(tool?.title ?? deed.tool)}” take place?
      </h2>
      {words !== undefined && <p className="ask-card-does">To be done was: {visible(words)}</p>}
      <p>
        It was begun at {momentWords(deed.time, workspace.clock.time())} and broken off before it answered. {visible(deed.because)} Look for yourself, then say what you found: doing it again by chance could do it twice.
      </p>
      <ValueTree shown={{ value: deed.input, labels: [] }} label={`The arguments of ${visible(deed.tool)}`} />
      <details className="settle-output">
        <summary>Say what it answered, if later states need that</summary>
        {written.form !== undefined && <p className="view-about">Leave all of it empty when nothing is known of it.</p>}
        <ValueFields written={written} label="The answer as JSON; empty: nothing is known of it" />
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
