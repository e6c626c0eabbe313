import { useState, type ReactNode } from 'react'
import { companionsOf, doingOf, isActivityKey } from '../../rules/activity-keys.ts'
import { Button } from '../../look/Button.tsx'
import { docOf } from '../key-docs.ts'
import { useForm, useNode } from '../form-world.ts'
import { isKnownKey, offeredKeys, type CommonKey } from '../keys-of-kind.ts'
import { FieldShell } from '../fields/FieldShell.tsx'
import { KeyField } from '../fields/KeyField.tsx'
import { Section } from '../fields/Section.tsx'
import { TargetsField } from '../fields/TargetsField.tsx'
import { YamlBlock } from '../fields/YamlBlock.tsx'
import { ActionsForm } from './ActionsForm.tsx'
import { ActivityForm } from './ActivityForm.tsx'
import { AlwaysForm } from './AlwaysForm.tsx'
import { CatchForm } from './CatchForm.tsx'
import { EventWays } from './EventWays.tsx'
import { KindField } from './KindField.tsx'
import { RetryForm } from './RetryForm.tsx'
import { StateHead, StateName } from './StateHead.tsx'
import { UndoForm } from './UndoForm.tsx'
import './forms.css'

const parts: readonly { readonly title: string; readonly keys: readonly CommonKey[] }[] = [
  { title: 'When, and where it goes on', keys: ['if', 'next'] },
  { title: 'When it fails', keys: ['retry', 'catch', 'timeout', 'undo'] },
  { title: 'Ways by event and time', keys: ['on', 'after', 'always'] },
  { title: 'On entering and leaving', keys: ['entry', 'exit'] },
]

const fields: { readonly [Key in CommonKey]: () => ReactNode } = {
  if: () => <KeyField path={['if']} definition="state" label="Only when" holds="condition" />,
  next: () => <TargetsField path={['next']} label="Goes on to" help={docOf('state', 'next')} none="What follows in the file" />,
  timeout: () => <KeyField path={['timeout']} definition="state" label="Takes at most" holds="template" celRole="duration" />,
  retry: () => <RetryForm />,
  catch: () => <CatchForm />,
  undo: () => <UndoForm />,
  on: () => <EventWays name="on" />,
  after: () => <EventWays name="after" />,
  always: () => <AlwaysForm />,
  entry: () => <ActionsForm name="entry" />,
  exit: () => <ActionsForm name="exit" />,
}

/** Everything about one state. */
export function StateForm() {
  const [isYaml, setYaml] = useState(false)
  return (
    <div className="state-form">
      <StateHead isYaml={isYaml} onYaml={setYaml} />
      {isYaml ? <YamlBlock path={[]} label="State as YAML" /> : <StateFields />}
    </div>
  )
}

function StateFields() {
  const form = useForm()
  const node = useNode([])
  const written = node?.kind === 'map' ? node.entries.map(({ key }) => key) : []
  const doing = doingOf(node)
  const offered = offeredKeys(doing, written)
  const shown = [doing.outer, doing.inner].filter((key) => key !== undefined)
  const covered = new Set<string>(shown.flatMap((key) => [key, ...companionsOf(key)]))
  const odd = written.filter((key) => !covered.has(key) && !isKnownKey(key))
  const canRepeat = doing.outer === undefined && doing.inner !== undefined && ['call', 'run', 'ask', 'confirm', 'think', 'wait'].includes(doing.inner)
  return (
    <>
      <div className="form-part">
        <KeyField path={['title']} definition="state" label="Title" />
        <StateName />
        <KindField />
      </div>
      <div className="form-part">
        {shown.map((key) => (
          <ActivityForm key={key} activity={key} inEach={doing.outer !== undefined} />
        ))}
        {canRepeat && !form.isReadOnly && (
          <Button className="field-more" icon="each" onClick={() => void form.write(['each'], { json: [] })}>
            Do it for every element of a list
          </Button>
        )}
      </div>
      {parts.map(({ title, keys }) => {
        const here = keys.filter((key) => offered.has(key))
        const used = here.filter((key) => written.includes(key))
        if (here.length === 0) return null
        return (
          <Section key={title} title={title} isOpen={used.length > 0} keys={here.map((key) => [key])} says={used.length > 0 ? used.join(', ') : undefined}>
            {() => here.map((key) => <div key={key}>{fields[key]()}</div>)}
          </Section>
        )
      })}
      <Section title="Note" isOpen={written.includes('note')} keys={[['note']]}>
        {() => <KeyField path={['note']} definition="state" label="Note" isLong />}
      </Section>
      {odd.map((key) => (
        <FieldShell key={key} path={[key]} label={isActivityKey(key) ? `Also "${key}"` : `"${key}"`} help="This form does not know this key here." isGroup deep={false}>
          {() => <YamlBlock path={[key]} label={`${key} as YAML`} />}
        </FieldShell>
      ))}
    </>
  )
}
