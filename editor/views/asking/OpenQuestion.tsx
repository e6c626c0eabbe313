import { useState } from 'react'
import { visible, type Proposal } from '../../../engine/index.ts'
import { Button } from '../../look/Button.tsx'
import { askingOf, sameAgain } from '../../session/asking.ts'
import type { Workspace } from '../../session/workspace.ts'
import { InputFields } from '../../fields/InputFields.tsx'
import { readInputs, startingInputs, type Words } from '../../fields/read-inputs.ts'
import { Remembered } from './Remembered.tsx'

interface OpenQuestionProps {
  readonly workspace: Workspace
  readonly proposal: Extract<Proposal, { readonly kind: 'which' | 'none' | 'missing' }>
}

/** What only the person can say: which skill is meant, a value that is missing, or what to do where nothing fits. */
export function OpenQuestion({ workspace, proposal }: OpenQuestionProps) {
  const asking = askingOf(workspace)
  const { words } = proposal
  if (proposal.kind === 'missing') return <Missing workspace={workspace} proposal={proposal} />
  const skills = proposal.kind === 'which' ? proposal.candidates : proposal.others
  return (
    <section className="view-card" aria-label="A question">
      <h3>{visible(proposal.kind === 'which' ? proposal.question : proposal.because)}</h3>
      {proposal.kind === 'none' && skills.length > 0 && <p className="view-faint">The nearest ones:</p>}
      <div className="view-row">
        {skills.map(({ name, title }) => (
          <Button key={name} onClick={() => void asking.ask(words, { skill: name })}>
            {title}
          </Button>
        ))}
      </div>
      {(proposal.canLoop || (proposal.kind === 'none' && proposal.canWrite)) && (
        <p className="ask-actions">
          {proposal.canLoop && (
            <Button icon="call" onClick={() => void asking.ask(words, { loop: true })}>
              Do it step by step
            </Button>
          )}
          {proposal.kind === 'none' && proposal.canWrite && (
            <Button icon="model" onClick={() => void asking.ask(words, { write: true })}>
              Let the model write one
            </Button>
          )}
        </p>
      )}
      {proposal.canLoop && <p className="view-faint">Step by step, a model decides one deed after the other. You see the tools and the contract first; nothing starts by itself.</p>}
      {proposal.kind === 'none' && !proposal.canWrite && <p className="view-faint">With a language model connected, it could be done step by step, or a skill could be written for you. You can also draw one: New skill.</p>}
    </section>
  )
}

interface MissingProps {
  readonly workspace: Workspace
  readonly proposal: Extract<Proposal, { readonly kind: 'missing' }>
}

function Missing({ workspace, proposal }: MissingProps) {
  const asking = askingOf(workspace)
  const { words, question, field, fields, choices, inputs, remembered } = proposal
  const [written, setWritten] = useState<Words>(() => startingInputs(fields))
  const [faults, setFaults] = useState<Words>({})
  const go = (values: Parameters<typeof asking.ask>[1]): void => void asking.ask(words, { ...sameAgain(proposal), ...values })
  const given = Object.fromEntries(inputs.filter(({ from }) => from === 'person').map(({ name, value }) => [name, value]))
  return (
    <form
      className="view-card"
      aria-label="What is missing"
      onSubmit={(event) => {
        event.preventDefault()
        const read = readInputs(fields, written)
        setFaults('faults' in read ? read.faults : {})
        if ('values' in read) go({ inputs: { ...given, ...read.values } })
      }}
    >
      <h3>{visible(question)}</h3>
      {choices.length > 0 && (
        <div className="view-row">
          {choices.map((choice) => (
            <Button key={JSON.stringify(choice)} onClick={() => go({ inputs: { ...given, [field]: choice } })}>
              {typeof choice === 'string' ? choice : JSON.stringify(choice)}
            </Button>
          ))}
        </div>
      )}
      <Remembered values={remembered} onTake={(taken) => go({ inputs: { ...given, ...taken } })} />
      <InputFields fields={fields} written={written} faults={faults} onChange={setWritten} />
      <p className="ask-actions">
        <Button type="submit" look="main">
          Go on
        </Button>
      </p>
    </form>
  )
}
