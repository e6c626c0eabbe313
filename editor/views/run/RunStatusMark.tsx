import type { RunStatus } from '../../../engine/index.ts'
import { Icon, type IconName } from '../../look/Icon.tsx'
import { statusWords } from '../../session/run-words.ts'
import './run-status-mark.css'

const icons: { readonly [status in RunStatus]: IconName } = { running: 'play', waiting: 'ask', paused: 'pause', done: 'check', failed: 'error', stopped: 'stop', unknown: 'unknown', undone: 'undo' }

/** How a run stands, in sign, words and colour. */
export function RunStatusMark({ status }: { readonly status: RunStatus }) {
  return (
    <span className={`run-status run-status-${status}`}>
      <Icon name={icons[status]} size={14} />
      {statusWords[status]}
    </span>
  )
}
