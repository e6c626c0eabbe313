import { useState } from 'react'
import type { JsonSchema, ToolFacts } from '../../../engine/index.ts'
import { Button } from '../../look/Button.tsx'
import { classLooks } from '../../look/tone.ts'
import { docOf } from '../key-docs.ts'
import { useForm, useValue } from '../form-world.ts'
import { FieldShell } from '../fields/FieldShell.tsx'
import { NamedList } from '../fields/NamedList.tsx'
import { SchemaField } from '../fields/SchemaField.tsx'
import { computedUses } from './computed-uses.ts'

/** The ceiling: all tools and skills the file may ever use, with where their control arguments may point. */
export function UsesForm() {
  const form = useForm()
  const value = useValue(['uses'])
  const [refused, setRefused] = useState<string>()
  const { tools, skills } = form.view.knowledge
  const compute = (): void => {
    setRefused(form.write(['uses'], { json: computedUses(form.view) }))
  }
  return (
    <FieldShell path={['uses']} label="May use" help={docOf('skill', 'uses')} isGroup deep={false} refused={refused}>
      {() => (
        <>
          {!form.isReadOnly && (
            <div className="uses-compute">
              <Button icon="shield" onClick={compute}>
                Compute from the states
              </Button>
              <span className="field-help">{value === undefined ? 'Nothing is written: the checker computes it.' : 'Bounds that are written now are replaced.'}</span>
            </div>
          )}
          <NamedList path={['uses']} label="Tools and skills" item="Tool or skill" suggestions={[...tools.keys(), ...skills.keys()]} add={() => ({})}>
            {(name) => <BoundsForm name={name} facts={tools.get(name)} />}
          </NamedList>
        </>
      )}
    </FieldShell>
  )
}

function BoundsForm({ name, facts }: { readonly name: string; readonly facts: ToolFacts | undefined }) {
  const value = useValue(['uses', name])
  const written = typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value) : []
  const names = [...new Set([...Object.keys(facts?.control ?? {}), ...written])]
  return (
    <div className="field-inside">
      {facts !== undefined && (
        <p className={`tool-picker-class tone-${classLooks[facts.class].tone}`}>
          {facts.title} · {classLooks[facts.class].words}
        </p>
      )}
      {names.map((argument) => (
        <SchemaField key={argument} path={['uses', name, argument]} schema={boundSchema} label={argument} help={written.includes(argument) ? '' : 'Not bounded'} celRole="bound" />
      ))}
    </div>
  )
}

const boundSchema: JsonSchema = { type: 'string', items: { type: 'string' } }
