import { useState } from 'react'
import { addTest, removeTest } from '../../commands/change-tests.ts'
import { Button } from '../../look/Button.tsx'
import { useForm, useNode } from '../form-world.ts'
import { Section } from '../fields/Section.tsx'
import { TestForm } from './TestForm.tsx'

const step = 30

/** The tests of a skill, each folded away until it is looked at. */
export function TestsForm() {
  const form = useForm()
  const node = useNode(['tests'])
  const [most, setMost] = useState(step)
  const [refused, setRefused] = useState<string>()
  const tests = node?.kind === 'list' ? node.items : []
  const add = (): void => {
    setMost(Math.max(most, tests.length + 1))
    setRefused(form.perform('Add test', (view) => addTest(view, { test: { json: { name: `test ${tests.length + 1}`, expect: { end: 'done' } } } })))
  }
  return (
    <>
      {tests.slice(0, most).map((test, index) => {
        const name = test.kind === 'map' ? test.entries.find(({ key }) => key === 'name')?.value : undefined
        const title = name?.kind === 'scalar' && name.value !== null && name.value !== '' ? String(name.value) : `Test ${index + 1}`
        return (
          <Section key={index} title={title} isSmall isOpen={false} keys={[['tests', index]]}>
            {() => (
              <>
                <TestForm path={['tests', index]} />
                {!form.isReadOnly && (
                  <Button look="quiet" icon="remove" onClick={() => setRefused(form.perform('Remove test', (view) => removeTest(view, { index })))}>
                    Remove this test
                  </Button>
                )}
              </>
            )}
          </Section>
        )
      })}
      {tests.length > most && <Button onClick={() => setMost(most + step)}>Show {Math.min(step, tests.length - most)} more</Button>}
      {refused !== undefined && (
        <p role="alert" className="field-refused">
          {refused}
        </p>
      )}
      {!form.isReadOnly && (
        <Button icon="add" onClick={add}>
          Add test
        </Button>
      )}
    </>
  )
}
