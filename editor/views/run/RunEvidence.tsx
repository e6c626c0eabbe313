import { useStore } from 'zustand'
import { visible } from '../../../engine/index.ts'
import { Icon } from '../../look/Icon.tsx'
import { nameOfPath } from '../../session/run-light.ts'
import type { RunSession } from '../../session/run-session.ts'

/** What was looked at afterwards to know that the aim was reached, and what that gave. */
export function RunEvidence({ session }: { readonly session: RunSession }) {
  const checked = useStore(session.store, ({ entries, at }) => entries.slice(0, at).findLast((entry) => entry.kind === 'evidence-checked' && !entry.path.includes('/')))
  const states = useStore(session.store, ({ picture }) => picture?.store.getState().picture.good?.flow.states)
  if (checked?.kind !== 'evidence-checked') return null
  const name = nameOfPath(checked.path)
  const activity = [...(states?.values() ?? [])].find((one) => one.name === name)?.state.activity
  const condition = activity?.kind === 'end' ? activity.evidence?.text : undefined
  return (
    <p className="run-end-evidence">
      <Icon name={checked.holds === true ? 'check' : checked.holds === false ? 'error' : 'unknown'} size={16} />
      <span>
        {checked.holds === true ? 'Looked afterwards, and it is so' : checked.holds === false ? 'Looked afterwards, and it is not so' : 'It could not be looked at afterwards'}
        {condition !== undefined && (
          <>
            : <code>{visible(condition.trim())}</code>
          </>
        )}
      </span>
    </p>
  )
}
