import type { Diagnostic } from '../../../engine/index.ts'
import { RefusedNote } from '../../fields/RefusedNote.tsx'
import { Button } from '../../look/Button.tsx'
import { Icon } from '../../look/Icon.tsx'
import { applyFix } from '../../source/show-faults.ts'
import { useForm } from '../form-world.ts'

const icons = { error: 'error', warning: 'danger', hint: 'info' } as const
const words = { error: 'Error', warning: 'Warning', hint: 'Hint' } as const
const mostShown = 6

/** What is wrong at one place of a form, each with its fix where there is one. */
export function FaultNotes({ id, faults, refused }: { readonly id: string; readonly faults: readonly Diagnostic[]; readonly refused?: string | undefined }) {
  const { session, isReadOnly } = useForm()
  return (
    <div id={id} className="fault-notes">
      {refused !== undefined && <RefusedNote>{refused}</RefusedNote>}
      {faults.slice(0, mostShown).map((fault) => (
        <div key={`${fault.code} ${fault.range.start} ${fault.message}`} role={fault.severity === 'error' ? 'alert' : 'note'} className={`fault-note fault-note-${fault.severity}`}>
          <Icon name={icons[fault.severity]} size={16} />
          <span>
            <span className="hidden-words">{words[fault.severity]}: </span>
            {fault.message}
            {fault.help !== undefined && <span className="fault-note-help"> {fault.help}</span>}
          </span>
          {fault.fix !== undefined && !isReadOnly && (
            <Button className="fault-note-fix" onClick={() => applyFix(session, fault)}>
              {fault.fix.title}
            </Button>
          )}
        </div>
      ))}
      {faults.length > mostShown && <p className="fault-note">and {faults.length - mostShown} more</p>}
    </div>
  )
}
