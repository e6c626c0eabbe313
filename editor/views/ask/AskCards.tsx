import type { OpenAsk } from '../../../engine/index.ts'
import type { Workspace } from '../../session/workspace.ts'
import { AskCard } from './AskCard.tsx'
import { useSettled } from './use-now.ts'

interface AskCardsProps {
  readonly workspace: Workspace
  readonly asks: readonly OpenAsk[]
  /** The run whose view they stand in. */
  readonly run?: string
}

/** The questions that wait, each with its answers. After each change they take no press for a moment. */
export function AskCards({ workspace, asks, run }: AskCardsProps) {
  const isReady = useSettled(workspace.clock, asks.map((ask) => `${ask.run} ${ask.ask}`).join('\n'))
  return (
    <div className="ask-cards">
      {asks.map((ask) => (
        <AskCard key={`${ask.run} ${ask.ask}`} workspace={workspace} ask={ask} isReady={isReady} isApart={ask.run !== run} />
      ))}
    </div>
  )
}
