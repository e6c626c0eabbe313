import { useStore } from 'zustand'
import { visible, type Report, type ReportLine } from '../../../engine/index.ts'
import { Icon, type IconName } from '../../look/Icon.tsx'
import { Pill } from '../../look/Pill.tsx'
import type { Session } from '../../session/session.ts'
import type { Workspace } from '../../session/workspace.ts'
import { StateLink } from '../StateLink.tsx'
import { reportGroups, type ReportGroup } from './report-groups.ts'

const groups: readonly { readonly group: ReportGroup; readonly words: string; readonly nothing: string; readonly icon: IconName }[] = [
  { group: 'final', words: 'Does for good, with no way back', nothing: 'Does nothing that can not be taken back.', icon: 'danger' },
  { group: 'change', words: 'Changes, and can take back', nothing: 'Changes nothing that would have to be taken back.', icon: 'undo' },
  { group: 'look', words: 'Looks at', nothing: 'Looks at nothing.', icon: 'rehearse' },
]

interface ReportLinesProps {
  readonly workspace: Workspace
  readonly session: Session
  readonly report: Report
  /** The states of the report are those of the open file. */
  readonly isOwn: boolean
  readonly isBeside: boolean
}

/** What one text may do, what weighs most first. */
export function ReportLines(props: ReportLinesProps) {
  const lines = reportGroups(props.report)
  return (
    <div className="report-groups">
      {groups.map(({ group, words, nothing, icon }) => (
        <section key={group} className={`report-group report-${lines[group].length === 0 ? 'nothing' : group}`} aria-label={words}>
          <h3>
            <Icon name={lines[group].length === 0 ? 'check' : icon} />
            {lines[group].length === 0 ? nothing : words}
          </h3>
          {lines[group].length > 0 && (
            <ul className="view-list">
              {lines[group].map((line) => (
                <Line key={`${line.tool} ${JSON.stringify(line.targets)}`} line={line} {...props} />
              ))}
            </ul>
          )}
        </section>
      ))}
    </div>
  )
}

function Line({ line, workspace, session, isOwn, isBeside }: ReportLinesProps & { readonly line: ReportLine }) {
  const facts = useStore(workspace.store, (state) => state.tools.find(({ name }) => name === line.tool))
  return (
    <li className="report-line">
      <p className="report-words">{visible(sentence(line.words))}</p>
      <div className="view-row">
        <code className="report-tool">{visible(line.tool)}</code>
        {line.confirmed && (
          <Pill tone="person" icon="confirm">
            always asks first
          </Pill>
        )}
        {!line.confirmed && line.class === 'sensitive' && (
          <Pill tone="final" icon="info" title="The gate still asks, unless a rule or an earlier yes allows it.">
            the file itself does not ask
          </Pill>
        )}
        {facts?.personal != null && (
          <Pill tone="person" icon="shield">
            personal: {facts.personal}
          </Pill>
        )}
        {facts === undefined && (
          <Pill tone="warn" icon="unknown">
            not known here
          </Pill>
        )}
      </div>
      {Object.entries(line.targets).map(([argument, places]) => (
        <p key={argument} className="report-target">
          <span>{visible(argument.replaceAll('_', ' '))}</span> {visible(places.join(' or '))}
        </p>
      ))}
      <p className="view-row report-states">
        <span className="view-faint">in</span>
        {line.states.map((state) => (isOwn ? <StateLink key={state} workspace={workspace} session={session} state={state} isBeside={isBeside} /> : <code key={state}>{visible(state)}</code>))}
      </p>
    </li>
  )
}

function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}
