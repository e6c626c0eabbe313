import { visible, type JsonObject, type Proposal } from '../../../engine/index.ts'
import { Button } from '../../look/Button.tsx'

interface RememberedProps {
  readonly values: Extract<Proposal, { readonly kind: 'missing' }>['remembered']
  readonly onTake: (inputs: JsonObject) => void
}

/** Facts that may be meant, though nothing says so: only the person can tell. */
export function Remembered({ values, onTake }: RememberedProps) {
  if (values.length === 0) return null
  return (
    <div className="view-row" role="group" aria-label="What you told before">
      <span className="view-faint">What you told before may be meant:</span>
      {values.map(({ input, key, value }) => (
        <Button key={`${input} ${key}`} onClick={() => onTake({ [input]: value })}>
          {visible(`${input.replaceAll('_', ' ')}: ${typeof value === 'string' ? value : JSON.stringify(value)} (${key.replaceAll('_', ' ')})`)}
        </Button>
      ))}
    </div>
  )
}
