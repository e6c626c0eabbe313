import { useMemo } from 'react'
import { differenceLines, type DifferenceLine } from './difference-lines.ts'
import './text-difference.css'

interface TextDifferenceProps {
  readonly before: string
  readonly after: string
  /** What the two texts are, for a screen reader: "Changes of the update". */
  readonly label?: string
  /** The numbers of the first lines, where the texts are parts of larger ones. */
  readonly first?: { readonly before: number; readonly after: number }
}

const whole = { before: 1, after: 1 }

const mostShown = 2_000
const words = { same: '', removed: 'removed', added: 'added' } as const
const signs = { same: ' ', removed: '−', added: '+' } as const

/** What leads from one text to another, line by line, with the words that changed marked. */
export function TextDifference({ before, after, label = 'Difference of the texts', first = whole }: TextDifferenceProps) {
  const lines = useMemo(() => differenceLines(before, after), [before, after])
  if (before === after) return <p className="text-difference-none">Both texts are the same.</p>
  const [removed, added] = (['removed', 'added'] as const).map((kind) => lines.filter((line) => line.kind === kind).length)
  return (
    <figure className="text-difference" aria-label={label}>
      <figcaption>
        <span className="text-difference-added">+{added} added</span> <span className="text-difference-removed">−{removed} removed</span>
      </figcaption>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a long line is scrolled to with the keyboard too */}
      <div className="text-difference-lines" tabIndex={0} role="region" aria-label={`${label}, line by line`}>
        <table>
          <thead className="hidden-words">
            <tr>
              <th scope="col">Line before</th>
              <th scope="col">Line after</th>
              <th scope="col">Change</th>
              <th scope="col">Text</th>
            </tr>
          </thead>
          <tbody>
            {lines.slice(0, mostShown).map((line) => (
              <Line key={line.kind === 'gap' ? `gap ${line.after}` : `${line.kind} ${line.before} ${line.after}`} line={line} first={first} />
            ))}
          </tbody>
        </table>
        {lines.length > mostShown && <p className="text-difference-none">and {lines.length - mostShown} lines more</p>}
      </div>
    </figure>
  )
}

function Line({ line, first }: { readonly line: DifferenceLine; readonly first: typeof whole }) {
  if (line.kind === 'gap') {
    return (
      <tr className="text-difference-gap">
        <td colSpan={4}>{line.count} equal lines</td>
      </tr>
    )
  }
  const Mark = line.kind === 'removed' ? 'del' : 'ins'
  return (
    <tr className={`text-difference-line text-difference-${line.kind}-line`}>
      <td className="text-difference-number">{line.before !== undefined && line.before + first.before - 1}</td>
      <td className="text-difference-number">{line.after !== undefined && line.after + first.after - 1}</td>
      <td className="text-difference-sign">
        <span aria-hidden="true">{signs[line.kind]}</span>
        <span className="hidden-words">{words[line.kind]}</span>
      </td>
      <td className="text-difference-text">
        {line.parts.map((part, index) => (part.changed ? <Mark key={`${index} ${part.text}`}>{part.text}</Mark> : part.text))}
      </td>
    </tr>
  )
}
