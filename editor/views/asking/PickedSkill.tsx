import { useState } from 'react'
import { useStore } from 'zustand'
import { isWorthShowing, visible, type Proposal, type ProposedInput } from '../../../engine/index.ts'
import { Button } from '../../look/Button.tsx'
import { deferred } from '../../look/deferred.tsx'
import { askingOf, sameAgain } from '../../session/asking.ts'
import type { Workspace } from '../../session/workspace.ts'
import { InputFields } from '../../fields/InputFields.tsx'
import { readInputs, startingInputs, type Words } from '../../fields/read-inputs.ts'
import { ContractCard } from './ContractCard.tsx'
import { Remembered } from './Remembered.tsx'

const Canvas = deferred(async () => (await import('../../canvas/Canvas.tsx')).Canvas)

/** Another skill that is less likely than this is not offered. */
const worthNaming = 0.2

interface PickedSkillProps {
  readonly workspace: Workspace
  readonly proposal: Extract<Proposal, { readonly kind: 'picked' }>
}

/** What is proposed: the skill with its inputs, the contract, the plan as a picture, and what to do with it. */
export function PickedSkill({ workspace, proposal }: PickedSkillProps) {
  const asking = askingOf(workspace)
  const { contract, picture, unaccepted, rehearsal, busy } = useStore(asking.store)
  const { skill, why, confidence, idle, others, words, loop } = proposal
  const isReady = busy === undefined && unaccepted.length === 0
  const rather = others.filter((one) => one.confidence >= worthNaming).slice(0, 3)
  return (
    <article className="ask-picked" aria-label={visible(skill.title)}>
      <header>
        <h3>{visible(skill.title)}</h3>
        <p className="view-faint">
          {visible(why)} {loop === null && `${Math.round(confidence * 100)} % sure.`} <code>{skill.id}</code>
        </p>
        {loop !== null && <p>Tools: {loop.tools.map(({ name, title }) => visible(`${title} (${name})`)).join(', ')}</p>}
      </header>
      <Inputs workspace={workspace} proposal={proposal} />
      {idle.map((said) => (
        <p key={said} className="view-fault">
          “{visible(said)}” limits nothing that this skill does.
        </p>
      ))}
      {unaccepted.length > 0 && (
        <section className="view-card" aria-label="What the skill may do">
          <h3>You have not accepted this skill yet. In any run it may do no more than this:</h3>
          {unaccepted.map((text) => (
            <ul key={text.hash} className="view-list ask-may">
              {text.words.map((line) => (
                <li key={line} className={line.endsWith(':') ? 'ask-may-head' : line.startsWith(' ') ? 'ask-may-line' : 'ask-may-fact'}>
                  {visible(line)}
                </li>
              ))}
            </ul>
          ))}
          <p className="ask-actions">
            <Button look="main" icon="check" disabled={busy !== undefined} onClick={() => void asking.accept()}>
              Accept the skill
            </Button>
          </p>
        </section>
      )}
      {contract !== undefined && <ContractCard contract={contract} drafted={proposal.contract} onChange={asking.change} />}
      {picture !== undefined && (
        <section className="ask-picture" aria-label="The plan as a picture">
          <Canvas workspace={workspace} session={picture} readOnly />
        </section>
      )}
      {rehearsal !== undefined && (
        <section className="view-card" aria-label="Rehearsal" ref={bringIntoSight}>
          <h3>{rehearsal.deeds.length === 0 ? 'It would change nothing.' : `It would do ${rehearsal.deeds.length === 1 ? 'one deed' : `${rehearsal.deeds.length} deeds`} and end as ${rehearsal.outcome}.`}</h3>
          <ol className="ask-deeds">
            {rehearsal.deeds.slice(0, 50).map((deed, index) => (
              <li key={`${index} ${deed.hash}`}>{visible(deed.words)}</li>
            ))}
          </ol>
          {rehearsal.deeds.length > 50 && <p className="view-faint">and {rehearsal.deeds.length - 50} more</p>}
          {rehearsal.denied.map((one, index) => (
            <p key={`${index} ${one.tool}`} className="view-fault">
              Denied: {visible(one.because)}
            </p>
          ))}
        </section>
      )}
      {rather.length > 0 && (
        <p className="ask-actions ask-others">
          {rather.map(({ name, title }) => (
            <Button key={name} onClick={() => void asking.ask(words, { skill: name })}>
              Rather: {visible(title)}
            </Button>
          ))}
        </p>
      )}
      <footer className="ask-actions">
        {unaccepted.length > 0 && <p className="ask-first">It runs once you have accepted it: read above what it may do.</p>}
        <Button look={unaccepted.length > 0 ? 'plain' : 'main'} icon="play" disabled={!isReady} onClick={() => void asking.run()}>
          Run
        </Button>
        <Button icon="rehearse" disabled={!isReady} onClick={() => void asking.rehearse()}>
          Rehearse
        </Button>
      </footer>
    </article>
  )
}

/** What a rehearsal showed stands below the plan. */
function bringIntoSight(place: HTMLElement | null): void {
  place?.scrollIntoView({ block: 'center' })
}

const origins = { words: 'from your words', place: 'it lies here under this name', person: 'you gave it', model: 'the model filled it in', default: 'as the skill has it' } as const

function originWords({ from }: ProposedInput): string {
  return typeof from === 'string' ? origins[from] : `you told it before, as ${from.memory.replaceAll('_', ' ')}`
}

function Inputs({ workspace, proposal }: PickedSkillProps) {
  const asking = askingOf(workspace)
  const { inputs, words, remembered } = proposal
  const shown = inputs.filter(isWorthShowing)
  const given = Object.fromEntries(inputs.filter(({ from }) => from !== 'default').map(({ name, value }) => [name, value]))
  const fields = useStore(asking.store, (state) => state.picture?.store.getState().picture.good?.skill.inputs) ?? {}
  const [written, setWritten] = useState<Words>()
  const [faults, setFaults] = useState<Words>({})
  if (written === undefined) {
    return (
      <section className="view-card" aria-label="Inputs">
        <dl className="ask-inputs">
          {shown.map((input) => (
            <div key={input.name}>
              <dt>{visible(input.name.replaceAll('_', ' '))}</dt>
              <dd>
                {visible(typeof input.value === 'string' ? input.value : JSON.stringify(input.value))} <span className="view-faint">{originWords(input)}</span>
              </dd>
            </div>
          ))}
        </dl>
        {shown.length === 0 && <p>{inputs.length === 0 ? 'It needs no inputs.' : 'It goes by what the skill has itself.'}</p>}
        <Remembered values={remembered} onTake={(taken) => void asking.ask(words, { ...sameAgain(proposal), inputs: { ...given, ...taken } })} />
        {Object.keys(fields).length > 0 && <Button onClick={() => setWritten(startingInputs(fields, Object.fromEntries(inputs.map(({ name, value }) => [name, value]))))}>Change the inputs</Button>}
      </section>
    )
  }
  return (
    <form
      className="view-card"
      aria-label="Inputs"
      onSubmit={(event) => {
        event.preventDefault()
        const read = readInputs(fields, written)
        setFaults('faults' in read ? read.faults : {})
        if ('values' in read) void asking.ask(words, { ...sameAgain(proposal), inputs: read.values })
      }}
    >
      <InputFields fields={fields} written={written} faults={faults} onChange={setWritten} />
      <p className="ask-actions">
        <Button type="submit" look="main">
          Take these
        </Button>
        <Button onClick={() => setWritten(undefined)}>As they were</Button>
      </p>
    </form>
  )
}
