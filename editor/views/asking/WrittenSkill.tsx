import { useStore } from 'zustand'
import { visible, type Proposal } from '../../../engine/index.ts'
import { Button } from '../../look/Button.tsx'
import { deferred } from '../../look/deferred.tsx'
import { askingOf } from '../../session/asking.ts'
import type { Workspace } from '../../session/workspace.ts'

const Canvas = deferred(async () => (await import('../../canvas/Canvas.tsx')).Canvas)
const TextDifference = deferred(async () => (await import('../../source/TextDifference.tsx')).TextDifference)

interface WrittenSkillProps {
  readonly workspace: Workspace
  readonly proposal: Extract<Proposal, { readonly kind: 'written' }>
}

/** A skill that a model wrote: its picture, its text, what it may do. It is a draft, and runs only when it was accepted. */
export function WrittenSkill({ workspace, proposal }: WrittenSkillProps) {
  const asking = askingOf(workspace)
  const picture = useStore(asking.store, (state) => state.picture)
  const { id, text, faults, may, would, words, canRehearse } = proposal
  const open = (): void => {
    asking.close()
    if (id !== null) return workspace.goTo({ view: 'skill', id, tab: 'report' })
    workspace.openText(text, 'mine/drafts/draft')
    workspace.goTo({ view: 'skill', id: 'mine/drafts/draft', tab: 'edit' })
  }
  return (
    <article className="ask-picked" aria-label="A skill that the model wrote">
      <h3>{id === null ? 'The model wrote a skill, but it was not kept' : 'The model wrote a skill; it is kept as a draft'}</h3>
      {faults.map((fault) => (
        <p key={fault} className="view-fault">
          {fault}
        </p>
      ))}
      {picture !== undefined && (
        <section className="ask-picture" aria-label="The skill as a picture">
          <Canvas workspace={workspace} session={picture} readOnly />
        </section>
      )}
      <ul className="view-list">
        {may.map((line, index) => (
          <li key={`${index} ${line}`}>{visible(line)}</li>
        ))}
      </ul>
      {would.length > 0 && (
        <details>
          <summary>What it would do with example values</summary>
          <ol className="view-list">
            {would.map((line, index) => (
              <li key={`${index} ${line}`}>{visible(line)}</li>
            ))}
          </ol>
        </details>
      )}
      {id !== null && <p className="view-faint">{canRehearse ? 'What it reads is harmless: use it for this, accept it, and rehearse it on what is really there before it runs.' : 'It reads what is private, reaches the network or asks a model: look at that before you accept it. Only then can it be rehearsed on what is really there.'}</p>}
      <TextDifference before="" after={text} label="The text of the draft" />
      <footer className="ask-actions">
        {id !== null && (
          <Button look="main" onClick={() => void asking.ask(words, { skill: id.slice(id.lastIndexOf('/') + 1) })}>
            Use it for this
          </Button>
        )}
        <Button icon="picture" onClick={open}>
          {id === null ? 'Open and mend it' : 'Open the draft'}
        </Button>
      </footer>
    </article>
  )
}
