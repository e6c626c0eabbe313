import { visible, type Contract, type DeedClause } from '../../../engine/index.ts'
import { Button } from '../../look/Button.tsx'
import { Icon } from '../../look/Icon.tsx'

interface ContractCardProps {
  readonly contract: Contract
  /** As it was drafted: what was taken out can be put back. */
  readonly drafted: Contract
  readonly onChange: (contract: Contract) => void
}

/** What the run must, may and may not do. The person alone changes it: a deed is taken out or put back, a limit set or lifted. */
export function ContractCard({ contract, drafted, onChange }: ContractCardProps) {
  const drop = <T extends DeedClause>(list: readonly T[], clause: T): readonly T[] => list.filter((one) => one !== clause)
  const toggle = (clause: DeedClause, isIn: boolean): void => {
    const allowed = drafted.allowed.filter((one) => (one === clause ? isIn : contract.allowed.includes(one)))
    onChange({ ...contract, allowed, required: isIn ? contract.required : contract.required.filter(({ tool }) => allowed.some((one) => one.tool === tool)) })
  }
  const most = contract.limits.find(({ tool, times }) => tool === '*' && times !== undefined)?.times
  return (
    <section className="view-card ask-contract" aria-label="Contract">
      <h3>
        <Icon name="shield" /> What it may do for you
      </h3>
      <p className="view-faint">Checked before every deed. What is not ticked is denied.</p>
      <ul className="view-list">
        {drafted.allowed.map((clause) => (
          <li key={JSON.stringify(clause)}>
            <label className="ask-clause">
              <input type="checkbox" checked={contract.allowed.includes(clause)} onChange={({ target }) => toggle(clause, target.checked)} />
              <span>
                {visible(clause.words)} <code className="view-faint">{clause.tool}</code>
              </span>
            </label>
          </li>
        ))}
      </ul>
      {contract.required.length > 0 && <Clauses heading={contract.inOrder === true ? 'It is done only when this was done, in this order' : 'It is done only when this was done'} clauses={contract.required} label="Not needed" onDrop={(clause) => onChange({ ...contract, required: drop(contract.required, clause) })} />}
      {contract.limits.length > 0 && <Clauses heading="Limits" clauses={contract.limits} label="Lift this limit" onDrop={(clause) => onChange({ ...contract, limits: drop(contract.limits, clause) })} />}
      {contract.until !== undefined && (
        <p className="ask-clause">
          <span>Nothing more is done after {new Date(contract.until).toLocaleString()}.</span>
          <Button look="quiet" icon="close" label="Lift this limit" onClick={() => onChange({ ...contract, until: undefined })} />
        </p>
      )}
      <label className="ask-clause">
        <span>At most this many deeds in all, looking counted too:</span>
        <input className="view-input ask-most" type="number" min={0} max={1_000_000} value={most ?? ''} onChange={({ target }) => onChange({ ...contract, limits: withMost(contract.limits, target.value) })} />
      </label>
    </section>
  )
}

function withMost(limits: Contract['limits'], text: string): Contract['limits'] {
  const others = limits.filter(({ tool }) => tool !== '*')
  const times = Number(text)
  return text === '' || !Number.isInteger(times) || times < 0 ? others : [...others, { words: `at most ${times} deeds in all`, tool: '*', with: {}, times, atMost: {} }]
}

interface ClausesProps<T extends DeedClause> {
  readonly heading: string
  readonly clauses: readonly T[]
  readonly label: string
  readonly onDrop: (clause: T) => void
}

function Clauses<T extends DeedClause>({ heading, clauses, label, onDrop }: ClausesProps<T>) {
  return (
    <>
      <h4>{heading}</h4>
      <ul className="view-list">
        {clauses.map((clause) => (
          <li key={JSON.stringify(clause)} className="ask-clause">
            <span>{visible(clause.words)}</span>
            <Button look="quiet" icon="close" label={`${label}: ${visible(clause.words)}`} onClick={() => onDrop(clause)} />
          </li>
        ))}
      </ul>
    </>
  )
}
