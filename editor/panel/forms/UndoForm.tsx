import { useState } from 'react'
import { docOf } from '../key-docs.ts'
import { useForm, useValue } from '../form-world.ts'
import { Button } from '../../look/Button.tsx'
import { ArgumentsField } from '../fields/ArgumentsField.tsx'
import { FieldShell } from '../fields/FieldShell.tsx'
import { ToolChoice } from '../fields/ToolChoice.tsx'
import { ToolPicker } from '../fields/ToolPicker.tsx'

/** The call that takes the deed of a state back. */
export function UndoForm() {
  const form = useForm()
  const undo = useValue(['undo'])
  const name = useValue(['undo', 'call'])
  const [isOpen, setOpen] = useState(false)
  const [refused, setRefused] = useState<string>()
  const facts = typeof name === 'string' ? form.view.knowledge.tools.get(name) : undefined
  const take = form.isReadOnly || undo === undefined ? undefined : <Button look="quiet" className="field-toggle" icon="close" label="Take the undo away" onClick={() => setRefused(form.write(['undo'], { removed: true }))} />
  return (
    <FieldShell path={['undo']} label="Undone by" help={docOf('state', 'undo')} isGroup deep={false} refused={refused} buttons={take}>
      {() =>
        undo === undefined || undo === null ? (
          <>
            {!form.isReadOnly && <Button onClick={() => setOpen(true)}>Choose a tool</Button>}
            {isOpen && <ToolPicker kind="tool" onClose={() => setOpen(false)} onChoose={(chosen) => (setOpen(false), setRefused(form.write(['undo'], { json: { call: chosen } })))} />}
          </>
        ) : (
          <div className="field-inside">
            <ToolChoice path={['undo', 'call']} label="Tool" help={docOf('state', 'undo', 'call')} />
            <ArgumentsField path={['undo', 'with']} label="Arguments" input={facts?.input} facts={facts} celRole="undo" />
          </div>
        )
      }
    </FieldShell>
  )
}
