import { visible } from '../../../engine/index.ts'
import { renameInput, renameVar } from '../../commands/rename-field.ts'
import { docOf } from '../key-docs.ts'
import { useForm, useValue } from '../form-world.ts'
import { faultsAt } from '../fault-places.ts'
import { FaultNotes } from '../fields/FaultNotes.tsx'
import { FieldShell } from '../fields/FieldShell.tsx'
import { KeyField } from '../fields/KeyField.tsx'
import { Section } from '../fields/Section.tsx'
import { StateChoice } from '../fields/StateChoice.tsx'
import { YamlBlock } from '../fields/YamlBlock.tsx'
import { FieldsForm } from './FieldsForm.tsx'
import { TestsForm } from './TestsForm.tsx'
import { TextsField } from './TextsField.tsx'
import { UsesForm } from './UsesForm.tsx'
import './forms.css'

const known = ['chela', 'name', 'title', 'description', 'examples', 'inputs', 'vars', 'uses', 'limits', 'start', 'states', 'tests']

/** Everything about the skill itself. */
export function SkillForm() {
  const form = useForm()
  const value = useValue([])
  const { skill } = form.view
  const written = typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value) : []
  const count = (names: object, one: string, many: string): string | undefined => {
    const { length } = Object.keys(names)
    return length === 0 ? undefined : length === 1 ? one : `${length} ${many}`
  }
  return (
    <div className="state-form">
      <header className="state-head">
        <div className="state-head-words">
          <h2>{visible(skill.title === '' ? skill.name : skill.title)}</h2>
          <p>The skill itself. Select a state or a way to see its form.</p>
        </div>
        <FaultNotes id="skill-faults" faults={[...faultsAt(form.faults, [], false), ...faultsAt(form.faults, ['chela'], true), ...faultsAt(form.faults, ['states'], false)]} />
      </header>
      <div className="form-part">
        <KeyField path={['title']} definition="skill" label="Title" />
        <KeyField path={['name']} definition="skill" label="Name" isRequired />
        <KeyField path={['description']} definition="skill" label="Description" isLong />
        <TextsField path={['examples']} label="What people say" help={docOf('skill', 'examples')} item="Example" />
        <StateChoice path={['start']} label="Begins with" help={docOf('skill', 'start')} none="The first in the file" />
      </div>
      <Section title="Inputs" isOpen={false} keys={[['inputs']]} says={count(skill.inputs, '1 input', 'inputs')}>
        {() => <FieldsForm path={['inputs']} label="Inputs" help={docOf('skill', 'inputs')} item="Input" rename={(from, to) => form.perform(`Rename "${from}"`, (view) => renameInput(view, { from, to }))} />}
      </Section>
      <Section title="Variables" isOpen={false} keys={[['vars']]} says={count(skill.vars, '1 variable', 'variables')}>
        {() => <FieldsForm path={['vars']} label="Variables" help={docOf('skill', 'vars')} item="Variable" rename={(from, to) => form.perform(`Rename "${from}"`, (view) => renameVar(view, { from, to }))} />}
      </Section>
      <Section title="What it may use" isOpen={false} keys={[['uses']]} says={count(skill.uses ?? [], '1 line', 'lines')}>
        {() => <UsesForm />}
      </Section>
      <Section title="Limits" isOpen={written.includes('limits')} keys={[['limits']]}>
        {() => (
          <>
            <KeyField path={['limits', 'steps']} definition="skill" keys={['limits', 'steps']} label="States entered" />
            <KeyField path={['limits', 'time']} definition="skill" keys={['limits', 'time']} label="Time" />
          </>
        )}
      </Section>
      <Section title="Tests" isOpen={false} keys={[['tests']]} says={count(skill.tests, '1 test', 'tests')}>
        {() => <TestsForm />}
      </Section>
      {written.filter((key) => !known.includes(key)).map((key) => (
        <FieldShell key={key} path={[key]} label={`"${key}"`} help="This form does not know this key." isGroup deep={false}>
          {() => <YamlBlock path={[key]} label={`${key} as YAML`} />}
        </FieldShell>
      ))}
    </div>
  )
}
