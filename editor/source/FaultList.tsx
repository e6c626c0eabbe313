import { useStore } from 'zustand'
import { positionAt, type Diagnostic } from '../../engine/index.ts'
import { Button } from '../look/Button.tsx'
import { Icon } from '../look/Icon.tsx'
import type { Session } from '../session/session.ts'
import { applyFix } from './show-faults.ts'

interface FaultListProps {
  readonly session: Session
  /** Shows an offset of the text. */
  readonly onGo: (offset: number) => void
}

const mostListed = 100
const severityWords = { error: 'Error', warning: 'Warning', hint: 'Hint' } as const
const icons = { error: 'error', warning: 'danger', hint: 'info' } as const

/** All faults of the text, each a way to its place, with its fix. */
export function FaultList({ session, onGo }: FaultListProps) {
  const diagnostics = useStore(session.store, (state) => state.picture.diagnostics)
  const text = useStore(session.store, (state) => state.picture.text)
  return (
    <details className="source-faults" open={diagnostics.some(({ severity }) => severity === 'error')}>
      <summary>
        <output aria-label="Faults">{countWords(diagnostics)}</output>
      </summary>
      {diagnostics.length > 0 && (
        <ul>
          {diagnostics.slice(0, mostListed).map((fault) => (
            <li key={`${fault.code} ${fault.range.start} ${fault.message}`} className={`source-fault source-fault-${fault.severity}`}>
              <button type="button" className="source-fault-go" onClick={() => onGo(fault.range.start)}>
                <Icon name={icons[fault.severity]} size={16} />
                <span className="hidden-words">{severityWords[fault.severity]}, </span>
                <span className="source-fault-line">line {positionAt(text, fault.range.start).line}</span>
                <span>{fault.message}</span>
              </button>
              {fault.fix !== undefined && <Button onClick={() => applyFix(session, fault)}>{fault.fix.title}</Button>}
            </li>
          ))}
          {diagnostics.length > mostListed && <li className="source-fault">and {diagnostics.length - mostListed} more</li>}
        </ul>
      )}
    </details>
  )
}

function countWords(diagnostics: readonly Diagnostic[]): string {
  if (diagnostics.length === 0) return 'No faults'
  const counts = (['error', 'warning', 'hint'] as const).map((severity) => ({ severity, count: diagnostics.filter((one) => one.severity === severity).length }))
  return counts.filter(({ count }) => count > 0).map(({ severity, count }) => `${count} ${severity}${count === 1 ? '' : 's'}`).join(', ')
}
