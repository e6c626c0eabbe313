import { visible, type Rehearsal } from '../../../engine/index.ts'
import { Pill } from '../../look/Pill.tsx'
import type { Session } from '../../session/session.ts'
import type { Workspace } from '../../session/workspace.ts'
import { StateLink } from '../StateLink.tsx'

interface DeedTableProps {
  readonly workspace: Workspace
  readonly session: Session
  readonly rehearsal: Rehearsal
}

const mostShown = 500

/** Every change a run would make, in order and in words, with what the gate would say and whether it could be taken back. */
export function DeedTable({ workspace, session, rehearsal }: DeedTableProps) {
  const { deeds, denied } = rehearsal
  if (deeds.length === 0 && denied.length === 0) return <p>It would change nothing.</p>
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a long row is scrolled to with the keyboard too
    <div className="rehearse-deeds" role="region" aria-label="What it would do" tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">What it would do</th>
            <th scope="col">State</th>
            <th scope="col">How</th>
          </tr>
        </thead>
        <tbody>
          {deeds.slice(0, mostShown).map(({ path, tool, words, undoable, asks, failed }, index) => (
            <tr key={`${index} ${path}`}>
              <td>
                {visible(words)} <code className="view-faint">{visible(tool)}</code>
                {failed !== undefined && <p className="view-fault">would fail: {visible(failed)}</p>}
              </td>
              <td>
                <StateLink workspace={workspace} session={session} state={path} />
              </td>
              <td>
                <div className="view-row">
                  {failed !== undefined && <Pill tone="bad" icon="error">fails</Pill>}
                  {failed === undefined && (undoable ? <Pill tone="change" icon="undo">can be undone</Pill> : <Pill tone="final" icon="danger">for good</Pill>)}
                  {asks !== undefined && (
                    <Pill tone="person" icon="ask" title={visible(asks.because)}>
                      asks
                    </Pill>
                  )}
                </div>
              </td>
            </tr>
          ))}
          {denied.slice(0, mostShown).map(({ path, tool, because }, index) => (
            <tr key={`denied ${index} ${path}`}>
              <td>
                <code>{visible(tool)}</code> <span className="view-fault">{visible(because)}</span>
              </td>
              <td>
                <StateLink workspace={workspace} session={session} state={path} />
              </td>
              <td>
                <Pill tone="bad" icon="close">
                  denied
                </Pill>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {deeds.length + denied.length > mostShown && <p className="view-faint">and more: {deeds.length} changes, {denied.length} denied in all</p>}
    </div>
  )
}
