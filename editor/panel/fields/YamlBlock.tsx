import { useId, type KeyboardEvent } from 'react'
import { entryLines, type Path } from '../../../engine/index.ts'
import { writeLines } from '../../commands/write-lines.ts'
import { Button } from '../../look/Button.tsx'
import { CodeField } from '../../source/CodeField.tsx'
import { useFaults, useForm } from '../form-world.ts'
import { useDraft } from '../use-draft.ts'
import { FaultNotes } from './FaultNotes.tsx'
import './yaml-block.css'

interface YamlBlockProps {
  readonly path: Path
  readonly label: string
}

/** The own lines of a part of the file, as they stand there. Leaving it, or Ctrl and Enter, takes over what was changed. */
export function YamlBlock({ path, label }: YamlBlockProps) {
  const form = useForm()
  const id = useId()
  const whole = [...form.path, ...path]
  const lines = entryLines(form.view.text, whole)
  const draft = useDraft(lines?.yaml ?? '', (yaml) => form.perform('Edit as YAML', (view) => writeLines(view, { path: whole, yaml })))
  const faults = useFaults(path, true)
  if (lines === undefined) return <p className="field-help">Nothing is written here yet, or it stands elsewhere in the file under a "*name". The text shows all of it.</p>
  const pressed = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    event.stopPropagation()
    draft.done()
  }
  return (
    <div className="yaml-block" onKeyDownCapture={pressed} onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && draft.done()}>
      {form.isReadOnly ? <pre className="yaml-block-text">{lines.yaml}</pre> : <CodeField label={label} value={draft.text} onChange={draft.change} />}
      {draft.isChanged && (
        <div className="yaml-block-buttons">
          <Button onClick={draft.cancel}>Put back</Button>
          <Button look="main" onClick={draft.done}>
            Take over
          </Button>
        </div>
      )}
      <FaultNotes id={`${id}-faults`} faults={faults} refused={draft.refused} />
    </div>
  )
}
