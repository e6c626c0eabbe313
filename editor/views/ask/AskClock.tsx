import type { CSSProperties } from 'react'
import { Icon } from '../../look/Icon.tsx'
import { lastingWords } from '../../session/run-words.ts'
import type { Workspace } from '../../session/workspace.ts'
import { useNow } from './use-now.ts'

/** Counts down to the end of a question; no answer by then means no. */
export function AskClock({ workspace, expires }: { readonly workspace: Workspace; readonly expires: number }) {
  const left = Math.max(0, expires - useNow(workspace.clock, 1000))
  const share = Math.min(1, left / 60_000)
  const style = { '--share': share } as CSSProperties
  return (
    <span className={`ask-clock ${left < 15_000 ? 'ask-clock-late' : ''}`} role="timer" aria-label="Time left for an answer" title="No answer in time means no." style={style}>
      <Icon name="wait" size={16} />
      {left === 0 ? 'time is over' : `${lastingWords(Math.ceil(left / 1000) * 1000)} left`}
    </span>
  )
}
