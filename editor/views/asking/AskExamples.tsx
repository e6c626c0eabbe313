import { useMemo } from 'react'
import { useStore } from 'zustand'
import { visible } from '../../../engine/index.ts'
import { Button } from '../../look/Button.tsx'
import { askingOf } from '../../session/asking.ts'
import type { Workspace } from '../../session/workspace.ts'
import { exampleSentences } from './example-sentences.ts'

/** What one may ask, in the words of the skills that are here, and what comes of it: shown before anything was asked. */
export function AskExamples({ workspace }: { readonly workspace: Workspace }) {
  const asking = askingOf(workspace)
  const skills = useStore(workspace.store, (state) => state.skills)
  const examples = useMemo(() => exampleSentences(skills), [skills])
  return (
    <>
      <p className="view-faint">Say it in a sentence. What comes is a proposal: the skill that fits, its inputs, and what it may do. Nothing runs before you say so.</p>
      {examples.length > 0 && (
        <section aria-label="Examples">
          <h3>Such as</h3>
          <div className="view-row">
            {examples.map((words) => (
              <Button key={words} className="ask-example" onClick={() => void asking.ask(words)}>
                {visible(words)}
              </Button>
            ))}
          </div>
        </section>
      )}
    </>
  )
}
