import { useId, useState } from 'react'
import type { Desk, MemoryView } from '../../../engine/index.ts'
import { Button } from '../../look/Button.tsx'

interface PassphraseFormProps {
  readonly protection: MemoryView['protection']
  readonly act: (doing: (desk: Desk) => Promise<MemoryView>) => Promise<boolean>
}

/** Sets, gives, changes and takes away the passphrase of the memory. It goes to the engine and is not kept in the page. */
export function PassphraseForm({ protection, act }: PassphraseFormProps) {
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const [again, setAgain] = useState('')
  const [isChanging, setChanging] = useState(false)
  const done = (fine: boolean): void => {
    setCurrent('')
    setNext('')
    setAgain('')
    if (fine) setChanging(false)
  }
  const differs = again !== '' && next !== again
  const isReady = next !== '' && next === again && (protection === 'plain' || current !== '')
  if (protection === 'locked') {
    return (
      <form
        className="memory-passphrase"
        onSubmit={(event) => {
          event.preventDefault()
          void act((desk) => desk.unlockMemory(current)).then(done)
        }}
      >
        <p>What is remembered is encrypted. Runs that read it start once it is unlocked.</p>
        <Secret label="Passphrase" value={current} onChange={setCurrent} />
        <Button look="main" type="submit" disabled={current === ''}>
          Unlock
        </Button>
      </form>
    )
  }
  if (!isChanging) {
    return (
      <div className="memory-passphrase">
        <p className="view-about">{protection === 'plain' ? 'It lies here in plain: who can read your files can read it.' : 'It is encrypted where it lies, and open until you lock it or the engine ends.'}</p>
        <div className="view-row">
          <Button onClick={() => setChanging(true)}>{protection === 'plain' ? 'Set a passphrase' : 'Change the passphrase'}</Button>
          {protection === 'open' && <Button onClick={() => void act((desk) => desk.lockMemory())}>Lock</Button>}
        </div>
      </div>
    )
  }
  return (
    <form
      className="memory-passphrase"
      onSubmit={(event) => {
        event.preventDefault()
        if (isReady) void act((desk) => (protection === 'plain' ? desk.protectMemory(next) : desk.protectMemory(next, current))).then(done)
      }}
    >
      {protection === 'open' && <Secret label="Passphrase until now" value={current} onChange={setCurrent} />}
      <Secret label="New passphrase" value={next} onChange={setNext} />
      <Secret label="The same once more" value={again} onChange={setAgain} />
      <p role="status" className="view-about">
        {differs ? 'The two are not the same yet.' : 'Eight characters or more. It can not be found out again: without it the facts are lost.'}
      </p>
      <div className="view-row">
        <Button look="main" type="submit" disabled={!isReady}>
          Encrypt
        </Button>
        {protection === 'open' && (
          <Button look="danger" disabled={current === ''} onClick={() => void act((desk) => desk.protectMemory(null, current)).then(done)}>
            Take the encryption away
          </Button>
        )}
        <Button look="quiet" onClick={() => done(true)}>
          Cancel
        </Button>
      </div>
    </form>
  )
}

function Secret({ label, value, onChange }: { readonly label: string; readonly value: string; readonly onChange: (value: string) => void }) {
  const place = useId()
  return (
    <div className="view-field">
      <label htmlFor={place}>{label}</label>
      <input id={place} className="view-input mono" type="password" autoComplete="off" spellCheck={false} maxLength={1000} value={value} onChange={({ target }) => onChange(target.value)} />
    </div>
  )
}
