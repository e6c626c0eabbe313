import { visible, type Labels, type Trust } from '../../../engine/index.ts'
import { Icon, type IconName } from '../../look/Icon.tsx'
import './origins.css'

const trusts: { readonly [trust in Trust]: { readonly words: string; readonly icon: IconName } } = {
  person: { words: 'from you', icon: 'check' },
  skill: { words: 'from the skill', icon: 'file' },
  tool: { words: 'from a tool', icon: 'call' },
  untrusted: { words: 'written by others', icon: 'danger' },
}

const most = 6

/** Where a value came from: who it goes back to, in colour, sign and words. Nothing known: the skill text. */
export function Origins({ labels }: { readonly labels: Labels }) {
  const shown = labels.length === 0 ? [{ trust: 'skill', source: 'the skill text' } as const] : labels
  const ordered = [...shown].sort((a, b) => Number(b.trust === 'untrusted') - Number(a.trust === 'untrusted'))
  return (
    <ul className="origins" aria-label="Where it came from">
      {ordered.slice(0, most).map(({ trust, source }) => (
        <li key={`${trust} ${source}`} className={`origin origin-${trust}`} title={trusts[trust].words}>
          <Icon name={trusts[trust].icon} size={12} />
          <span className="hidden-words">{trusts[trust].words}: </span>
          {trust === 'untrusted' && 'Not trusted: '}
          {visible(source.slice(0, 200))}
        </li>
      ))}
      {ordered.length > most && <li className="origin">and {ordered.length - most} more</li>}
    </ul>
  )
}
