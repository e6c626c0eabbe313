import { useCallback, useEffect, useState } from 'react'
import { visible, type EgressEntry, type EgressView } from '../../../engine/index.ts'
import { Button } from '../../look/Button.tsx'
import { Pill } from '../../look/Pill.tsx'
import { momentWords } from '../../session/run-words.ts'
import type { Workspace } from '../../session/workspace.ts'
import { bodyParts, laidOut } from './egress-body.ts'

const most = 50

/** What left this machine for models, to the letter, and whether that is kept on disk. */
export function EgressSection({ workspace }: { readonly workspace: Workspace }) {
  const [egress, setEgress] = useState<EgressView>()
  const [isRemoving, setRemoving] = useState(false)
  const look = useCallback(() => void workspace.attempt((desk) => desk.egress(most)).then((found) => found !== undefined && setEgress(found)), [workspace])
  useEffect(look, [look])
  const keep = async (keeps: boolean): Promise<void> => {
    setRemoving(false)
    if ((await workspace.attempt((desk) => desk.keepEgress(keeps))) !== undefined) look()
  }
  if (egress === undefined) return <p className="view-faint">Loading …</p>
  const { keeps, entries } = egress
  return (
    <div className="egress">
      <div className="view-row">
        <p className="egress-kept">{keeps ? 'It is kept on disk, for you alone, until you remove it.' : 'It is held in memory until chela serve ends; nothing is kept on disk.'}</p>
        <Button icon="redo" onClick={look}>
          Look again
        </Button>
        {!keeps && (
          <Button icon="save" onClick={() => void keep(true)}>
            Keep it from now on
          </Button>
        )}
        {keeps && !isRemoving && (
          <Button icon="remove" onClick={() => setRemoving(true)}>
            Stop and remove it …
          </Button>
        )}
        {isRemoving && (
          <>
            <Button look="danger" icon="remove" onClick={() => void keep(false)}>
              Remove what was kept
            </Button>
            <Button onClick={() => setRemoving(false)}>Keep it</Button>
          </>
        )}
      </div>
      {entries.length === 0 && <p className="view-faint">Nothing left this machine for a model. What is sent to a model on this machine does not leave it, and is not listed.</p>}
      {entries.length > 0 && (
        <ol className="view-list egress-list">
          {entries.map((entry, index) => (
            <li key={`${entry.time} ${entries.length - index}`}>
              <Sent entry={entry} now={workspace.clock.time()} />
            </li>
          ))}
        </ol>
      )}
      {entries.length === most && <p className="view-about">These are the last {most}. “chela egress” shows more.</p>}
    </div>
  )
}

function Sent({ entry, now }: { readonly entry: EgressEntry; readonly now: number }) {
  const [isOpen, setOpen] = useState(false)
  const [isLaidOut, setLaidOut] = useState(true)
  const { time, url, model, body, hidden } = entry
  const lines = isOpen ? laidOut(body) : undefined
  return (
    <details className="egress-entry" open={isOpen} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        <time dateTime={new Date(time).toISOString()}>{momentWords(time, now)}</time>
        <b>{visible(model)}</b>
        <code>{visible(url)}</code>
        <Pill tone={hidden > 0 ? 'good' : 'control'} icon="shield">
          {hidden === 0 ? 'nothing private found' : hidden === 1 ? '1 private value behind a mark' : `${hidden} private values behind marks`}
        </Pill>
        <span className="view-faint">{body.length.toLocaleString()} characters</span>
      </summary>
      {isOpen && (
        <>
          {lines !== undefined && (
            <label className="egress-lay">
              <input type="checkbox" checked={isLaidOut} onChange={({ target }) => setLaidOut(target.checked)} />
              on several lines, for reading
            </label>
          )}
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what is only read must scroll by keys too */}
          <pre className="egress-body" tabIndex={0} aria-label="What was sent">
            {bodyParts(isLaidOut ? (lines ?? body) : body).map(({ text, isMark }, index) => (isMark ? <mark key={index} title="This stood for a private value">{text}</mark> : text))}
          </pre>
        </>
      )}
    </details>
  )
}
