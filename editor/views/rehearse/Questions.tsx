import { InputFields } from '../../fields/InputFields.tsx'
import { startingInputs, type Words } from '../../fields/read-inputs.ts'
import type { Asking, Said } from './questions.ts'

interface QuestionsProps {
  readonly asking: readonly Asking[]
  readonly said: { readonly [state: string]: Said }
  readonly faults: Words
  readonly onSay: (state: string, said: Said) => void
}

const assumed: Said = { choice: 'assume', written: {} }
const choices = {
  confirm: [['yes', 'yes'], ['no', 'no']],
  form: [['assume', 'example values'], ['fill', 'what I write'], ['no', 'no answer']],
} as const

/** What the person would answer to each question of a run. */
export function Questions({ asking, said, faults, onSay }: QuestionsProps) {
  return (
    <ul className="view-list rehearse-questions">
      {asking.map((one) => {
        const given = said[one.state] ?? assumed
        return (
          <li key={one.state}>
            <fieldset className="rehearse-question">
              <legend>{one.words}</legend>
              <div className="view-row">
                {choices[one.kind].map(([choice, words]) => (
                  <label key={choice}>
                    <input type="radio" name={one.state} checked={given.choice === choice || (given.choice === 'assume' && choice === 'yes')} onChange={() => onSay(one.state, { choice, written: one.kind === 'form' && Object.keys(given.written).length === 0 ? startingInputs(one.form) : given.written })} />
                    {words}
                  </label>
                ))}
              </div>
              {one.kind === 'form' && given.choice === 'fill' && <InputFields fields={one.form} written={given.written} faults={Object.fromEntries(Object.entries(faults).flatMap(([field, words]) => (field.startsWith(`${one.state} `) ? [[field.slice(one.state.length + 1), words]] : [])))} onChange={(written) => onSay(one.state, { choice: 'fill', written })} />}
            </fieldset>
          </li>
        )
      })}
    </ul>
  )
}
