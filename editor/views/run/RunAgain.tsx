import { useState } from 'react'
import { ChelaError, type RunRecord } from '../../../engine/index.ts'
import { Button } from '../../look/Button.tsx'
import type { Workspace } from '../../session/workspace.ts'

/** Starts the same text with the same inputs once more. A text that is no longer accepted leads to its report. */
export function RunAgain({ workspace, record, look = 'plain' }: { readonly workspace: Workspace; readonly record: RunRecord; readonly look?: 'plain' | 'quiet' }) {
  const [isBusy, setBusy] = useState(false)
  const start = async (): Promise<void> => {
    setBusy(true)
    const started = await workspace.attempt(async (desk) => {
      const [[first], text] = await Promise.all([desk.entries(record.run), desk.runText(record.run)])
      if (text === null || first?.kind !== 'run-started') throw new ChelaError('no-text', 'The text that this run was started with is not kept any more.', { help: 'Start the skill from the library.' })
      const report = await desk.report(text)
      if (report.texts.some(({ accepted }) => !accepted)) return { text }
      return desk.start({ text, input: first.input })
    })
    setBusy(false)
    if (started === undefined) return
    if ('run' in started) return workspace.goTo({ view: 'run', run: started.run })
    toReport(workspace, record, started.text)
  }
  return (
    <Button look={look} icon="redo" label="Start the same text with the same inputs" disabled={isBusy} onClick={() => void start()}>
      Run again
    </Button>
  )
}

/** Opens the report of the text of a run, from its file where that is the same, and by itself where it is not. */
function toReport(workspace: Workspace, { skill, hash }: RunRecord, text: string): void {
  const here = workspace.store.getState().skills.find((one) => one.name === skill)
  workspace.tell('info', 'This text is not accepted any more. Read what it may do and accept it, then run it.')
  const id = here?.hash === hash ? here.id : `${skill}-as-it-ran`
  if (here?.hash !== hash) workspace.openText(text, id)
  workspace.goTo({ view: 'skill', id, tab: 'report' })
}
