import { useId, useState, type HTMLAttributes } from 'react'
import { profileNames, type ModelView, type ProfileName } from '../../../engine/index.ts'
import { Button } from '../../look/Button.tsx'
import type { Workspace } from '../../session/workspace.ts'
import { profileWords, readModel, writtenModel, type ModelFaults, type WrittenModel } from './model-form.ts'

interface ModelFormProps {
  readonly workspace: Workspace
  readonly view: ModelView
  readonly onChosen: (view: ModelView) => void
  readonly onCancel?: () => void
}

/** Chooses a model. The key goes to the engine and is not kept in the page. */
export function ModelForm({ workspace, view, onChosen, onCancel }: ModelFormProps) {
  const place = useId()
  const [written, setWritten] = useState<WrittenModel>(() => writtenModel(view))
  const [key, setKey] = useState('')
  const [faults, setFaults] = useState<ModelFaults>({})
  const [isBusy, setBusy] = useState(false)
  const set = (field: keyof WrittenModel) => (value: string) => setWritten({ ...written, [field]: value })
  const setProfile = (profile: ProfileName): void => setWritten({ ...written, profile, url: profile === view.settings?.profile ? view.settings.url : '' })
  const choose = async (): Promise<void> => {
    const read = readModel(written, view)
    setFaults('faults' in read ? read.faults : {})
    if ('faults' in read) return
    setBusy(true)
    const chosen = await workspace.attempt((desk) => (key === '' ? desk.chooseModel(read.wanted) : desk.chooseModel(read.wanted, key)))
    setBusy(false)
    if (chosen === undefined) return
    setKey('')
    onChosen(chosen)
  }
  return (
    <form
      className="model-form"
      onSubmit={(event) => {
        event.preventDefault()
        void choose()
      }}
    >
      <div className="view-field">
        <label htmlFor={`${place}-profile`}>Who gives the answers</label>
        <select id={`${place}-profile`} className="view-input" value={written.profile} onChange={({ target }) => setProfile(target.value as ProfileName)}>
          {profileNames.map((name) => (
            <option key={name} value={name}>
              {profileWords[name]}
            </option>
          ))}
        </select>
      </div>
      <Line label="Model" about="As it is called there, such as qwen3." value={written.name} fault={faults.name} onChange={set('name')} />
      <Line label="Address" about={written.profile === 'custom' ? 'The part before /chat/completions. Https, or http on this machine and in private networks.' : 'Empty: the usual one of this kind.'} inputMode="url" value={written.url} fault={faults.url} onChange={set('url')} />
      <div className="view-field">
        <label htmlFor={`${place}-key`}>Key</label>
        <input id={`${place}-key`} className="view-input mono" type="password" autoComplete="off" spellCheck={false} maxLength={10_000} value={key} aria-describedby={`${place}-key-about`} onChange={({ target }) => setKey(target.value)} />
        <p id={`${place}-key-about`} className="view-about">
          {view.key ? 'There is one; empty leaves it as it is, for the same address.' : 'Empty: none.'} It lies in the key store of your system, goes to this address only, and is not shown again.
        </p>
      </div>
      <details className="model-form-more">
        <summary>Privacy, prices and bounds</summary>
        <div className="view-field">
          <label htmlFor={`${place}-local`}>May private values be sent there?</label>
          <select id={`${place}-local`} className="view-input" value={written.local} aria-describedby={`${place}-local-about`} onChange={({ target }) => set('local')(target.value)}>
            <option value="address">As the address says</option>
            <option value="no">No: it hands on to somebody else</option>
            <option value="yes">Yes: it is mine, in my network</option>
          </select>
          <p id={`${place}-local-about`} className="view-about">
            A yes holds for addresses of this machine and of private networks; a public one never gets them.
          </p>
        </div>
        <div className="model-form-pair">
          <Line label="A million tokens asked cost" about="A budget in money counts only with both." inputMode="decimal" value={written.promptPrice} fault={faults.promptPrice} onChange={set('promptPrice')} />
          <Line label="A million tokens answered cost" about="In the same money." inputMode="decimal" value={written.completionPrice} fault={faults.completionPrice} onChange={set('completionPrice')} />
          <Line label="Seconds for one answer" about="Empty: 120." inputMode="decimal" value={written.timeout} fault={faults.timeout} onChange={set('timeout')} />
          <Line label="Tokens for one answer" about="Empty: 8192." inputMode="numeric" value={written.maxTokens} fault={faults.maxTokens} onChange={set('maxTokens')} />
        </div>
      </details>
      <div className="view-row">
        <Button look="main" icon="check" type="submit" disabled={isBusy}>
          Use this model
        </Button>
        {onCancel !== undefined && <Button onClick={onCancel}>Leave it as it is</Button>}
      </div>
    </form>
  )
}

interface LineProps {
  readonly label: string
  readonly about?: string
  readonly value: string
  readonly fault: string | undefined
  readonly inputMode?: HTMLAttributes<HTMLInputElement>['inputMode']
  readonly onChange: (value: string) => void
}

function Line({ label, about = '', value, fault, inputMode, onChange }: LineProps) {
  const place = useId()
  return (
    <div className="view-field">
      <label htmlFor={place}>{label}</label>
      <input id={place} className="view-input" type="text" autoComplete="off" spellCheck={false} inputMode={inputMode} value={value} aria-invalid={fault !== undefined} aria-describedby={`${place}-about`} onChange={({ target }) => onChange(target.value)} />
      <p id={`${place}-about`} className={fault === undefined ? 'view-about' : 'view-fault'} role={fault === undefined ? undefined : 'alert'}>
        {fault ?? about}
      </p>
    </div>
  )
}
