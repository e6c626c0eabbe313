import { useState, type ReactNode } from 'react'
import { applyEdits, type TestResult, type TextEdit } from '../../../engine/index.ts'
import { addTest } from '../../commands/change-tests.ts'
import { Button } from '../../look/Button.tsx'
import { Dialog } from '../../look/Dialog.tsx'
import { knowledgeOf } from '../../rules/known-view.ts'
import { viewSkill } from '../../rules/skill-view.ts'
import type { Picture } from '../../session/picture.ts'
import type { Session } from '../../session/session.ts'
import type { Workspace } from '../../session/workspace.ts'
import { InputField } from '../InputField.tsx'
import { draftPlaces, draftTest, readDraft, type TestAim, type TestDraft } from './draft-test.ts'
import { WhatHappened } from './TestCard.tsx'
import { whatHappened } from './what-happened.ts'

interface TestFormProps {
  readonly workspace: Workspace
  readonly session: Session
  readonly good: NonNullable<Picture['good']>
  readonly aim: TestAim
  readonly onClose: () => void
}

const jsonSchema = {}
const ends = { enum: ['done', 'failed', 'stopped', 'unknown'], description: 'Left open: not compared.' }

/** A new test, filled in as far as it can be. It can be tried before it is written, and what happened taken as what is expected. */
export function TestForm({ workspace, session, good, aim, onClose }: TestFormProps) {
  const tools = new Map(workspace.store.getState().tools.map((one) => [one.name, one]))
  const [draft, setDraft] = useState<TestDraft>(() => draftTest(good, tools, aim))
  const [faults, setFaults] = useState<{ readonly [field: string]: string }>({})
  const [tried, setTried] = useState<TestResult>()
  const places = draftPlaces(good, aim.kind === 'state' ? aim.state : undefined)
  const change = (more: Partial<TestDraft>): void => {
    setDraft({ ...draft, ...more })
    setTried(undefined)
  }
  /** The edits that write the test; a trial needs no expectation. */
  const editsOf = (isTrial: boolean): readonly TextEdit[] | undefined => {
    const read = readDraft(isTrial && draft.end === '' ? { ...draft, states: `${draft.states} ${good.skill.start}` } : draft, good.skill.inputs)
    setFaults('faults' in read ? read.faults : {})
    if ('faults' in read) return undefined
    const { tools: facts, skills } = workspace.store.getState()
    const command = addTest(viewSkill(session.store.getState().text, knowledgeOf(facts, skills)), { test: { json: read.test } })
    if ('refused' in command) return void workspace.tell('bad', command.refused)
    return command.edits
  }
  const attempt = async (): Promise<void> => {
    const edits = editsOf(true)
    if (edits === undefined) return
    const results = await workspace.attempt((desk) => desk.test(applyEdits(session.store.getState().text, edits)))
    setTried(results?.at(-1))
  }
  const take = (): void => {
    if (tried === undefined) return
    const { end, output, calls } = whatHappened(tried.entries)
    setDraft({ ...draft, end, output: output === null ? '' : JSON.stringify(output), calls: calls.length > 20 ? '' : JSON.stringify(calls.map(({ tool, input }) => ({ [tool]: input }))) })
    setFaults({})
  }
  const add = (): void => {
    const edits = editsOf(false)
    if (edits === undefined) return
    session.edit(edits, { label: 'Add test', by: 'tests' })
    onClose()
  }
  const actions = (
    <>
      <Button icon="play" onClick={() => void attempt()}>
        Try it
      </Button>
      <Button look="main" icon="add" onClick={add}>
        Add to the file
      </Button>
    </>
  )
  return (
    <Dialog title="New test" onClose={onClose} actions={actions} wide>
      <div className="test-form">
        <InputField label="Name" schema={{ type: 'string', description: 'What it shows, in a few words.' }} value={draft.name} fault={faults['name']} onChange={(name) => change({ name })} />
        <Group title="Inputs" nothing="It takes none.">
          {Object.entries(good.skill.inputs).map(([name, schema]) => (
            <InputField key={name} label={schema.title ?? name.replaceAll('_', ' ')} schema={schema} value={draft.given[name] ?? ''} fault={faults[`given ${name}`]} onChange={(value) => change({ given: { ...draft.given, [name]: value } })} />
          ))}
        </Group>
        <Group title="What tools, skills and the model answer" nothing="It calls nothing.">
          {places.answers.map((name) => (
            <InputField key={name} label={name} schema={jsonSchema} value={draft.answers[name] ?? ''} fault={faults[`answers ${name}`]} onChange={(value) => change({ answers: { ...draft.answers, [name]: value } })} />
          ))}
        </Group>
        <Group title="What the person answers" nothing="It asks nothing.">
          {places.person.map((name) => (
            <InputField key={name} label={name} schema={{ description: '"yes", "no", "expires", or the filled form.' }} value={draft.person[name] ?? ''} fault={faults[`person ${name}`]} onChange={(value) => change({ person: { ...draft.person, [name]: value } })} />
          ))}
        </Group>
        <Group title="What the gate denies" nothing="It calls no tool.">
          {places.tools.map((tool) => (
            <label key={tool} className="test-denies">
              <input type="checkbox" checked={draft.deny.includes(tool)} onChange={({ target }) => change({ deny: target.checked ? [...draft.deny, tool] : draft.deny.filter((one) => one !== tool) })} />
              <code>{tool}</code>
            </label>
          ))}
        </Group>
        <Group title="What is expected" nothing="">
          <InputField label="It ends as" schema={ends} value={draft.end} fault={faults['end']} onChange={(end) => setDraft({ ...draft, end })} />
          <InputField label="Its output" schema={jsonSchema} value={draft.output} fault={faults['output']} onChange={(output) => setDraft({ ...draft, output })} />
          <InputField label="Its calls, in order" schema={{ description: 'Only tools and arguments that are written are compared.' }} value={draft.calls} fault={faults['calls']} onChange={(calls) => setDraft({ ...draft, calls })} />
          <InputField label="States it comes to" schema={{ type: 'string', description: 'Names with spaces between.' }} value={draft.states} onChange={(states) => setDraft({ ...draft, states })} />
        </Group>
        <div role="status">
          {tried !== undefined && (
            <div className="test-tried">
              <WhatHappened workspace={workspace} session={session} result={tried} />
              <Button icon="check" onClick={take}>
                Expect what happened
              </Button>
            </div>
          )}
        </div>
      </div>
    </Dialog>
  )
}

function Group({ title, nothing, children }: { readonly title: string; readonly nothing: string; readonly children: readonly ReactNode[] }) {
  return (
    <fieldset className="test-group">
      <legend>{title}</legend>
      {children.length === 0 ? <p className="view-faint">{nothing}</p> : <div className="test-fields">{children}</div>}
    </fieldset>
  )
}
