import { visible, type SkillTest, type TestResult } from '../../../engine/index.ts'
import { Button } from '../../look/Button.tsx'
import { Pill } from '../../look/Pill.tsx'
import type { Session } from '../../session/session.ts'
import type { Workspace } from '../../session/workspace.ts'
import { StateLink } from '../StateLink.tsx'
import { whatHappened } from './what-happened.ts'

interface TestCardProps {
  readonly workspace: Workspace
  readonly session: Session
  readonly test: SkillTest
  readonly result: TestResult | undefined
  /** The file can be changed here. */
  readonly canEdit: boolean
  readonly onShow: () => void
  readonly onRemove: () => void
}

const mostCalls = 50

/** One test: what it says, and how it went when it ran. */
export function TestCard({ workspace, session, test, result, canEdit, onShow, onRemove }: TestCardProps) {
  return (
    <li className={`view-card test-card ${result === undefined ? '' : result.passed ? 'test-passed' : 'test-failed'}`}>
      <div className="view-row">
        <h3>{visible(test.name)}</h3>
        {result === undefined ? <Pill icon="test">not run</Pill> : result.passed ? <Pill tone="good" icon="check">passed</Pill> : <Pill tone="bad" icon="error">failed</Pill>}
        <span className="test-deeds">
          <Button look="quiet" icon="code" label={`Show "${visible(test.name)}" in the text`} onClick={onShow} />
          {canEdit && <Button look="quiet" icon="remove" label={`Remove "${visible(test.name)}"`} onClick={onRemove} />}
        </span>
      </div>
      <p className="view-faint">{expectWords(test)}</p>
      {result !== undefined && result.problems.length > 0 && (
        <ul className="test-problems">
          {result.problems.map((problem) => (
            <li key={problem}>{problem}</li>
          ))}
        </ul>
      )}
      {result !== undefined && <WhatHappened workspace={workspace} session={session} result={result} />}
    </li>
  )
}

export function WhatHappened({ workspace, session, result }: { readonly workspace: Workspace; readonly session: Session; readonly result: TestResult }) {
  const { end, because, output, calls, denied } = whatHappened(result.entries)
  return (
    <details className="test-happened">
      <summary>
        What happened: ended as {end}
        {because === null ? '' : `, because ${because}`}; {calls.length === 1 ? '1 call' : `${calls.length} calls`}
        {denied.length === 0 ? '' : `, ${denied.length} denied`}
      </summary>
      <ol className="test-calls">
        {calls.slice(0, mostCalls).map(({ tool, path, input, failure }, index) => (
          <li key={`${index} ${path}`}>
            <StateLink workspace={workspace} session={session} state={path} /> <code>{tool}</code> <code className="view-faint">{short(input)}</code>
            {failure !== undefined && <span className="view-fault"> failed: {failure}</span>}
          </li>
        ))}
        {denied.map(({ tool, path, because: why }) => (
          <li key={`denied ${path}`}>
            <StateLink workspace={workspace} session={session} state={path} /> <code>{tool}</code> <span className="view-fault">denied: {why}</span>
          </li>
        ))}
      </ol>
      {calls.length > mostCalls && <p className="view-faint">and {calls.length - mostCalls} calls more</p>}
      <p>
        Output: <code>{short(output)}</code>
      </p>
    </details>
  )
}

function expectWords({ expect }: SkillTest): string {
  const parts = [
    ...(expect.end === undefined ? [] : [`to end as ${expect.end}`]),
    ...(expect.because === undefined ? [] : [`because ${expect.because}`]),
    ...(expect.output === undefined ? [] : [`the output ${short(expect.output)}`]),
    ...(expect.calls === undefined ? [] : [expect.calls.length === 0 ? 'no call' : `the calls ${expect.calls.map(({ tool }) => tool).join(', ')}`]),
    ...(expect.states.length === 0 ? [] : [`to come to ${expect.states.join(', ')}`]),
  ]
  return parts.length === 0 ? 'Expects nothing.' : `Expects ${parts.join('; ')}.`
}

function short(value: unknown): string {
  const text = JSON.stringify(value) ?? ''
  return text.length > 300 ? `${text.slice(0, 300)} …` : text
}
