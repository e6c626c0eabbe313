import { visible, visibleLines, type JsonSchema } from '../../engine/index.ts'
import { choicesIn } from './control-of.ts'
import { ChoiceInput } from './ChoiceInput.tsx'
import { FieldFrame } from './FieldFrame.tsx'
import { choiceText, writtenAs, type Fields, type Words } from './read-inputs.ts'
import { RefusedNote } from './RefusedNote.tsx'
import { TextControl } from './TextControl.tsx'
import { hintOf } from './value-hints.ts'
import './input-fields.css'

interface InputFieldsProps {
  readonly fields: Fields
  readonly written: Words
  readonly faults: Words
  /** The fields that are needed; left out: those without a default. */
  readonly required?: readonly string[]
  readonly onChange: (written: Words) => void
}

/** A field for each value that is asked for. What is written stays words until it is read. */
export function InputFields({ fields, written, faults, required, onChange }: InputFieldsProps) {
  return (
    <div className="input-fields">
      {Object.entries(fields).map(([name, schema]) => (
        <Field key={name} name={name} schema={schema} isNeeded={required?.includes(name) ?? schema.default === undefined} text={written[name] ?? ''} fault={faults[name]} onChange={(text) => onChange({ ...written, [name]: text })} />
      ))}
    </div>
  )
}

interface FieldProps {
  readonly name: string
  readonly schema: JsonSchema
  readonly isNeeded: boolean
  readonly text: string
  readonly fault: string | undefined
  readonly onChange: (text: string) => void
}

const longest = 200

/** What is written may hold what nobody sees, such as a default that the skill gave. */
function unseenNote(text: string): string | undefined {
  return visibleLines(text) === text.replaceAll('\r\n', '\n') ? undefined : `Not all of it can be seen: it is ${visible(text)}`
}

function Field({ name, schema, isNeeded, text, fault, onChange }: FieldProps) {
  const kind = writtenAs(schema)
  const how = kind === 'lines' ? 'One a line.' : kind === 'json' ? 'Written as JSON.' : undefined
  const notes = (id: string) => (
    <div id={id} className="fault-notes">
      {fault !== undefined && <RefusedNote>{visible(fault)}</RefusedNote>}
    </div>
  )
  return (
    <FieldFrame label={visible(schema.title ?? name.replaceAll('_', ' '))} help={[schema.description === undefined ? undefined : visibleLines(schema.description), how, unseenNote(text)].filter((words) => words !== undefined).join(' ')} isRequired={isNeeded} isInvalid={fault !== undefined} notes={notes}>
      {(about) => {
        if (kind === 'choice') {
          // An empty text that can be chosen is none: nothing chosen takes the default.
          const choices = choicesIn(schema).filter((choice) => choice !== '')
          return <ChoiceInput about={about} choices={choices} chosen={choices.findIndex((choice) => choiceText(choice) === text)} fallback={schema.default} isRequired={isNeeded} onChoose={(choice) => onChange(choice === undefined ? '' : choiceText(choice))} />
        }
        const hint = hintOf(schema)
        const isLong = kind === 'json' || kind === 'lines' || text.includes('\n') || (schema.maxLength ?? 0) > longest
        return <TextControl about={about} text={text} isLong={isLong} isCode={kind === 'json'} placeholder={hint === undefined ? undefined : visible(hint)} inputMode={kind === 'number' ? 'decimal' : 'text'} onChange={onChange} />
      }}
    </FieldFrame>
  )
}
