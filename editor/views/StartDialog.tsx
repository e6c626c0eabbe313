import { useId, useState } from 'react'
import type { Json, JsonObject, JsonSchema } from '../../engine/index.ts'
import { Button } from '../look/Button.tsx'
import { Dialog } from '../look/Dialog.tsx'
import type { Session } from '../session/session.ts'
import type { Workspace } from '../session/workspace.ts'
import { readInput, startingWords } from './start-input.ts'

interface StartDialogProps {
  readonly workspace: Workspace
  readonly session: Session
  readonly onClose: () => void
}

/** Asks for the inputs of a skill and starts it. A text whose report was not accepted leads to its report first. */
export function StartDialog({ workspace, session, onClose }: StartDialogProps) {
  const { text, id, picture } = session.store.getState()
  const inputs = Object.entries(picture.good?.skill.inputs ?? {})
  const [given, setGiven] = useState<{ readonly [name: string]: string }>(() => Object.fromEntries(inputs.map(([name, schema]) => [name, startingWords(schema)])))
  const [faults, setFaults] = useState<{ readonly [name: string]: string }>({})
  const start = async (stepping: boolean): Promise<void> => {
    const input: { [name: string]: Json } = Object.create(null) as JsonObject & { [name: string]: Json }
    const found: { [name: string]: string } = {}
    for (const [name, schema] of inputs) {
      const read = readInput(schema, given[name] ?? '')
      if ('fault' in read) found[name] = read.fault
      else if (read.value !== undefined) input[name] = read.value
    }
    setFaults(found)
    if (Object.keys(found).length > 0) return
    const report = await workspace.attempt((desk) => desk.report(text))
    if (report === undefined) return
    if (report.texts.some(({ accepted }) => !accepted)) {
      workspace.tell('info', 'Read what this skill may do and accept it, then run it.')
      workspace.goTo({ view: 'skill', id, tab: 'report' })
      return onClose()
    }
    const run = await workspace.attempt((desk) => desk.start({ text, input: { ...input }, ...(stepping && { stepping }) }))
    if (run === undefined) return
    onClose()
    workspace.goTo({ view: 'run', run: run.run })
  }
  const actions = (
    <>
      <Button icon="step" onClick={() => void start(true)}>
        Step by step
      </Button>
      <Button look="main" icon="play" onClick={() => void start(false)}>
        Run
      </Button>
    </>
  )
  return (
    <Dialog title="Run" onClose={onClose} actions={actions}>
      {inputs.length === 0 && <p>It needs no inputs.</p>}
      <div className="start-fields">
        {inputs.map(([name, schema]) => (
          <InputField key={name} name={name} schema={schema} value={given[name] ?? ''} fault={faults[name]} onChange={(value) => setGiven({ ...given, [name]: value })} />
        ))}
      </div>
    </Dialog>
  )
}

interface InputFieldProps {
  readonly name: string
  readonly schema: JsonSchema
  readonly value: string
  readonly fault: string | undefined
  readonly onChange: (value: string) => void
}

function InputField({ name, schema, value, fault, onChange }: InputFieldProps) {
  const place = useId()
  const about = { id: place, value, 'aria-invalid': fault !== undefined, 'aria-describedby': `${place}-about` }
  const choices = Array.isArray(schema.enum) ? schema.enum : schema.type === 'boolean' ? [true, false] : undefined
  const isText = schema.type === 'string' || schema.type === 'number' || schema.type === 'integer'
  return (
    <div className="start-field">
      <label htmlFor={place}>{schema.title ?? name.replaceAll('_', ' ')}</label>
      {choices !== undefined && (
        <select {...about} onChange={(event) => onChange(event.target.value)}>
          <option value="">–</option>
          {choices.map((choice) => (
            <option key={JSON.stringify(choice)}>{typeof choice === 'string' ? choice : JSON.stringify(choice)}</option>
          ))}
        </select>
      )}
      {choices === undefined && isText && <input {...about} type="text" autoComplete="off" onChange={(event) => onChange(event.target.value)} />}
      {choices === undefined && !isText && <textarea {...about} className="mono" rows={3} spellCheck={false} onChange={(event) => onChange(event.target.value)} />}
      <p id={`${place}-about`} className={fault === undefined ? 'start-about' : 'start-fault'}>
        {fault ?? schema.description ?? ''}
      </p>
    </div>
  )
}
