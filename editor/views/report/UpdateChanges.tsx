import { useMemo } from 'react'
import { useStore } from 'zustand'
import { visible } from '../../../engine/index.ts'
import { deferred } from '../../look/deferred.tsx'
import { Icon } from '../../look/Icon.tsx'
import type { Workspace } from '../../session/workspace.ts'
import { pictureDifference } from './picture-difference.ts'

const TextDifference = deferred(async () => (await import('../../source/TextDifference.tsx')).TextDifference)

interface UpdateChangesProps {
  readonly workspace: Workspace
  readonly before: string | null
  readonly after: string
  /** What changed in what it may do, the lines that allow more first; undefined: not worked out yet. */
  readonly words: readonly string[] | undefined
  /** What the earlier text is: "the accepted version". */
  readonly than: string
}

/** What an update changes: in what the skill may do, in its states, in its text. */
export function UpdateChanges({ workspace, before, after, words, than }: UpdateChangesProps) {
  const tools = useStore(workspace.store, (state) => state.tools)
  const skills = useStore(workspace.store, (state) => state.skills)
  const states = useMemo(() => (before === null ? [] : pictureDifference(before, after, { tools, skills }).states), [before, after, tools, skills])
  return (
    <section className="view-card report-changes" aria-label={`What changed since ${than}`}>
      <h2>What changed since {than}</h2>
      <h3>In what it may do</h3>
      {words === undefined && <p className="view-faint">Comparing …</p>}
      <ul className="view-list">
        {words?.map((line) => (
          <li key={line} className={`report-change ${allowsMoreWords(line) ? 'report-change-more' : ''}`}>
            <Icon name={allowsMoreWords(line) ? 'danger' : line.startsWith('May do the same') ? 'check' : 'info'} />
            <span>{visible(line)}</span>
          </li>
        ))}
      </ul>
      {before === null && <p className="view-faint">The earlier text is no longer kept here, so the texts can not be compared.</p>}
      {before !== null && (
        <>
          <h3>In its states</h3>
          {states.length === 0 && <p>No state and no way changed.</p>}
          <ul className="view-list report-state-changes">
            {states.map(({ id, name, change }) => (
              <li key={id} className={`report-state-${change}`}>
                <span className="report-sign" aria-hidden="true">
                  {signs[change]}
                </span>
                <code>{visible(name)}</code>
                <span className="view-faint">{change}</span>
              </li>
            ))}
          </ul>
          <h3>In the text</h3>
          <TextDifference before={before} after={after} label={`The text beside ${than}`} />
        </>
      )}
    </section>
  )
}

const signs = { added: '+', removed: '−', changed: '~' } as const

/** The lines of the engine that allow more begin with these words. */
function allowsMoreWords(line: string): boolean {
  return /^(?:New|Reaches further|No longer always asks first|Can no longer always be taken back)\b/.test(line)
}
