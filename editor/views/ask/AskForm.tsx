import { useState } from 'react'
import type { PersonAnswer } from '../../../engine/index.ts'
import { Button } from '../../look/Button.tsx'
import { InputFields } from '../../fields/InputFields.tsx'
import { readInputs, startingInputs, type Fields, type Words } from '../../fields/read-inputs.ts'

interface AskFormProps {
  readonly fields: Fields
  readonly isBusy: boolean
  readonly onAnswer: (answer: PersonAnswer) => void
}

/** The fields that a skill asks for. */
export function AskForm({ fields, isBusy, onAnswer }: AskFormProps) {
  const [written, setWritten] = useState<Words>(() => startingInputs(fields))
  const [faults, setFaults] = useState<Words>({})
  const send = (): void => {
    const read = readInputs(fields, written)
    setFaults('faults' in read ? read.faults : {})
    if ('values' in read) onAnswer({ kind: 'filled', values: read.values })
  }
  return (
    <form className="ask-form" onSubmit={(event) => (event.preventDefault(), isBusy || send())}>
      <InputFields fields={fields} written={written} faults={faults} onChange={setWritten} />
      <div className="ask-card-answers">
        <Button disabled={isBusy} onClick={() => onAnswer({ kind: 'no' })}>
          Give no answer
        </Button>
        <Button look="main" icon="check" type="submit" disabled={isBusy}>
          Answer
        </Button>
      </div>
    </form>
  )
}
