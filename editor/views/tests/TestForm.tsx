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
import { InputFields } from '../../fields/InputFields.tsx'
import type { Fields, Words } from '../../fields/read-inputs.ts'
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

const anyValue = { default: null }
const nameField: Fields = { name: { type: 'string', description: 'What it shows, in a few words.' } }
const expectFields: Fields = {
  end: { title: 'It ends as', enum: ['done', 'failed', 'stopped', 'unknown'], default: null, description: 'Left as it is: not compared.' },
  output: { title: 'Its output', default: null },
  calls: { title: 'Its calls, in order', default: null, description: 'Only tools and arguments that are written are compared.' },
  states: { title: 'States it comes to', type: 'string', default: '', description: 'Names with spaces between.' },
}
const oneEach = (names: readonly string[], schema: Fields[string]): Fields => Object.fromEntries(names.map((name) => [name, { title: name, ...schema }]))
/** The faults of one part of the form, by field. */
const faultsIn = (faults: Words, part: string): Words => Object.fromEntries(Object.entries(faults).flatMap(([field, words]) => (field.startsWith(`${part} `) ? [[field.slice(part.length + 1), words]] : [])))

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
        <InputFields fields={nameField} written={{ name: draft.name }} faults={faults} onChange={({ name = '' }) => change({ name })} />
        <Group title="Inputs" nothing={Object.keys(good.skill.inputs).length === 0 ? 'It takes none.' : undefined}>
          <InputFields fields={good.skill.inputs} written={draft.given} faults={faultsIn(faults, 'given')} onChange={(given) => change({ given })} />
        </Group>
        <Group title="What tools, skills and the model answer" nothing={places.answers.length === 0 ? 'It calls nothing.' : undefined}>
          <InputFields fields={oneEach(places.answers, anyValue)} written={draft.answers} faults={faultsIn(faults, 'answers')} onChange={(answers) => change({ answers })} />
        </Group>
        <Group title="What the person answers" nothing={places.person.length === 0 ? 'It asks nothing.' : undefined}>
          <InputFields fields={oneEach(places.person, { ...anyValue, description: '"yes", "no", "expires", or the filled form.' })} written={draft.person} faults={faultsIn(faults, 'person')} onChange={(person) => change({ person })} />
        </Group>
        <Group title="What the gate denies" nothing={places.tools.length === 0 ? 'It calls no tool.' : undefined}>
          {places.tools.map((tool) => (
            <label key={tool} className="test-denies">
              <input type="checkbox" checked={draft.deny.includes(tool)} onChange={({ target }) => change({ deny: target.checked ? [...draft.deny, tool] : draft.deny.filter((one) => one !== tool) })} />
              <code>{tool}</code>
            </label>
          ))}
        </Group>
        <Group title="What is expected">
          <InputFields fields={expectFields} written={{ end: draft.end, output: draft.output, calls: draft.calls, states: draft.states }} faults={faults} onChange={(written) => setDraft({ ...draft, ...written })} />
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

function Group({ title, nothing, children }: { readonly title: string; readonly nothing?: string | undefined; readonly children: ReactNode }) {
  return (
    <fieldset className="test-group">
      <legend>{title}</legend>
      {nothing === undefined ? <div className="test-fields">{children}</div> : <p className="view-faint">{nothing}</p>}
    </fieldset>
  )
}
