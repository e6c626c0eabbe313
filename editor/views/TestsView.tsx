import { useState } from 'react'
import { useStore } from 'zustand'
import type { TestResult } from '../../engine/index.ts'
import { removeTest } from '../commands/change-tests.ts'
import { Button } from '../look/Button.tsx'
import { Empty } from '../look/Empty.tsx'
import { Notice } from '../look/Notice.tsx'
import { knowledgeOf } from '../rules/known-view.ts'
import { viewSkill } from '../rules/skill-view.ts'
import type { Session } from '../session/session.ts'
import type { Workspace } from '../session/workspace.ts'
import { missingAims, nameOf, type TestAim } from './tests/draft-test.ts'
import { TestCard } from './tests/TestCard.tsx'
import { TestForm } from './tests/TestForm.tsx'
import './tests/tests.css'
import './view-page.css'

interface TestsViewProps {
  readonly workspace: Workspace
  readonly session: Session
}

/** The tests inside one skill file: run at one click, no deed is done. Cases that none of them covers are offered. */
export function TestsView({ workspace, session }: TestsViewProps) {
  const text = useStore(session.store, (state) => state.text)
  const good = useStore(session.store, (state) => state.picture.good)
  const isSound = useStore(session.store, (state) => state.picture.current && state.picture.text === state.text)
  const canEdit = useStore(session.store, (state) => state.writable)
  const tools = useStore(workspace.store, (state) => state.tools)
  const [ran, setRan] = useState<{ readonly text: string; readonly results: readonly TestResult[] }>()
  const [isBusy, setBusy] = useState(false)
  const [aim, setAim] = useState<TestAim>()
  if (good === undefined || !isSound) return <Empty icon="error" title="The text has faults" action={<Button icon="picture" onClick={() => workspace.goTo({ view: 'skill', id: session.store.getState().id, tab: 'edit' })}>Mend them</Button>}>Once they are mended, its tests can run.</Empty>
  const { skill, flow } = good
  const results = ran?.text === text ? ran.results : undefined
  const missing = canEdit ? missingAims(good, new Map(tools.map((one) => [one.name, one]))) : []
  const run = async (): Promise<void> => {
    setBusy(true)
    const answered = await workspace.attempt((desk) => desk.test(text))
    setBusy(false)
    if (answered !== undefined) setRan({ text, results: answered })
  }
  const show = (offset: number): void => {
    session.reveal(offset)
    workspace.goTo({ view: 'skill', id: session.store.getState().id, tab: 'edit' })
  }
  const remove = (index: number): void => {
    const { tools: facts, skills } = workspace.store.getState()
    const command = removeTest(viewSkill(text, knowledgeOf(facts, skills)), { index })
    if ('refused' in command) return workspace.tell('bad', command.refused)
    session.edit(command.edits, { label: 'Remove test', by: 'tests' })
    workspace.tell('info', 'The test is removed.', undefined, { words: 'Undo', perform: () => session.undo() })
  }
  return (
    <div className="view-page">
      <div className="view-page-inner">
        <Summary results={results} count={skill.tests.length} isBusy={isBusy} onRun={() => void run()} />
        <ul className="view-list test-list">
          {skill.tests.map((test, index) => (
            <TestCard key={`${index} ${test.name}`} workspace={workspace} session={session} test={test} result={results?.[index]} canEdit={canEdit} onShow={() => show(test.range.start)} onRemove={() => remove(index)} />
          ))}
        </ul>
        {canEdit && (
          <section className="view-card" aria-label="Add a test">
            <h2>Add a test</h2>
            <div className="view-row">
              {!missing.some(({ kind }) => kind === 'passes') && (
                <Button icon="add" onClick={() => setAim({ kind: 'passes' })}>
                  New test …
                </Button>
              )}
              {missing.map((one) => (
                <Button key={nameOf(one)} icon="add" onClick={() => setAim(one)}>
                  {nameOf(one)} …
                </Button>
              ))}
              <select className="view-input test-state" aria-label="Test one state" value="" onChange={({ target }) => target.value !== '' && setAim({ kind: 'state', state: target.value })}>
                <option value="">Test one state …</option>
                {[...flow.states.values()].map(({ key, name }) => (
                  <option key={key}>{name}</option>
                ))}
              </select>
            </div>
            <p className="view-about">{missing.some(({ kind }) => kind !== 'passes') ? 'No test shows yet what happens when a call fails or is denied.' : 'Each comes filled in with examples; it can be tried before it is written.'}</p>
          </section>
        )}
      </div>
      {aim !== undefined && <TestForm workspace={workspace} session={session} good={good} aim={aim} onClose={() => setAim(undefined)} />}
    </div>
  )
}

interface SummaryProps {
  readonly results: readonly TestResult[] | undefined
  readonly count: number
  readonly isBusy: boolean
  readonly onRun: () => void
}

function Summary({ results, count, isBusy, onRun }: SummaryProps) {
  if (count === 0) {
    return (
      <Notice icon="test" title="No tests yet">
        A test says what tools and people answer and what shall come out. Nothing is done in the world.
      </Notice>
    )
  }
  const failed = results?.filter(({ passed }) => !passed).length
  const title = failed === undefined ? (count === 1 ? '1 test' : `${count} tests`) : failed === 0 ? (count === 1 ? 'The test passed' : `All ${count} tests passed`) : `${failed} of ${count} failed`
  const run = (
    <Button look="main" icon="play" disabled={isBusy} onClick={onRun}>
      {isBusy ? 'Running …' : results === undefined ? 'Run all' : 'Run again'}
    </Button>
  )
  return (
    <div role="status">
      <Notice tone={failed === undefined ? 'info' : failed === 0 ? 'good' : 'bad'} icon={failed === undefined ? 'test' : failed === 0 ? 'check' : 'error'} title={title} actions={run}>
        The skill runs as it would, but its tools answer as the tests say: nothing is done in the world.
      </Notice>
    </div>
  )
}
