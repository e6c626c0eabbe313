import { useCallback, useEffect, useState } from 'react'
import type { StandingGrant } from '../../../engine/index.ts'
import { Button } from '../../look/Button.tsx'
import type { Workspace } from '../../session/workspace.ts'

const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' })

/** What the person said "always" to, each with the way to take it back. */
export function GrantList({ workspace }: { readonly workspace: Workspace }) {
  const [grants, setGrants] = useState<readonly StandingGrant[]>()
  const look = useCallback(() => void workspace.attempt((desk) => desk.grants()).then((found) => setGrants(found ?? [])), [workspace])
  useEffect(look, [look])
  const revoke = async ({ id, words }: StandingGrant): Promise<void> => {
    await workspace.attempt((desk) => desk.revoke(id))
    workspace.tell('good', `This asks again: ${words}.`)
    look()
  }
  if (grants === undefined) return <p className="view-faint">Loading …</p>
  if (grants.length === 0) return <p className="view-faint">None. When a question offers “always” and you take it, the yes stands here until you revoke it.</p>
  return (
    <ul className="view-list settings-grants">
      {grants.map((grant) => (
        <li key={grant.id}>
          <div>
            <p>{grant.words}</p>
            <p className="view-about">
              for {grant.skill ?? 'a skill that is no longer accepted'}, this one text <code>{grant.hash.slice(0, 8)}</code>; since {day.format(grant.given)}
              {grant.until === null ? '' : `, until ${day.format(grant.until)}`}
            </p>
          </div>
          <Button icon="close" onClick={() => void revoke(grant)}>
            Revoke
          </Button>
        </li>
      ))}
    </ul>
  )
}
