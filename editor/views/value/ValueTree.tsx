import { useState } from 'react'
import { visible, type Json, type ShownValue } from '../../../engine/index.ts'
import { Icon } from '../../look/Icon.tsx'
import { isLarge, partsOfValue, pathsInside, valueSummary } from './value-parts.ts'
import './value-tree.css'

const mostParts = 200
const longest = 320

/** A value as it was recorded, with large parts folded and what others wrote marked. */
export function ValueTree({ shown, label, isFolded = false }: { readonly shown: ShownValue; readonly label: string; readonly isFolded?: boolean }) {
  const isForeign = shown.labels.some(({ trust }) => trust === 'untrusted')
  const untrusted = shown.untrusted ?? (isForeign ? [''] : [])
  return (
    <div className="value-tree" role="group" aria-label={label}>
      <Part value={shown.value} untrusted={untrusted} depth={0} isFolded={isFolded} />
      {shown.cut === true && <p className="value-tree-cut">Cut: “…” stands for what is left out.</p>}
    </div>
  )
}

interface PartProps {
  readonly value: Json
  /** Paths inside it that others wrote. */
  readonly untrusted: readonly string[]
  readonly depth: number
  readonly isFolded?: boolean
}

function Part({ value, untrusted, depth, isFolded = false }: PartProps) {
  const isForeign = untrusted.includes('')
  const parts = partsOfValue(value)
  if (parts.length === 0) return <Leaf value={value} isForeign={isForeign} />
  const rows = (
    <ul className="value-tree-parts">
      {parts.slice(0, mostParts).map(([name, part]) => (
        <Row key={name} name={visible(name)} value={part} untrusted={isForeign ? [''] : pathsInside(untrusted, name)} depth={depth + 1} />
      ))}
      {parts.length > mostParts && <li className="value-tree-cut">{parts.length - mostParts} more are not shown.</li>}
    </ul>
  )
  return isFolded || (depth === 0 && isLarge(value)) ? <Folded summary={valueSummary(value)} rows={rows} /> : rows
}

function Row({ name, ...part }: PartProps & { readonly name: string }) {
  const isTree = partsOfValue(part.value).length > 0
  if (!isTree)
    return (
      <li>
        <span className="value-tree-name">{name}</span> <Part {...part} />
      </li>
    )
  return (
    <li className="value-tree-inner">
      <Folded name={name} summary={valueSummary(part.value)} rows={<Part {...part} />} isOpen={part.depth < 2 && !isLarge(part.value)} />
    </li>
  )
}

/** What is folded is drawn only once it is opened. */
function Folded({ name, summary, rows, isOpen: begins = false }: { readonly name?: string; readonly summary: string; readonly rows: React.ReactNode; readonly isOpen?: boolean }) {
  const [isOpen, setOpen] = useState(begins)
  return (
    <details open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        {name !== undefined && <span className="value-tree-name">{name}</span>} <span className="value-tree-summary">{visible(summary)}</span>
      </summary>
      {isOpen && rows}
    </details>
  )
}

function Leaf({ value, isForeign }: { readonly value: Json; readonly isForeign: boolean }) {
  const [isWhole, setWhole] = useState(false)
  const kind = value === null ? 'null' : typeof value
  const text = typeof value === 'string' ? value : value === null ? 'nothing' : Array.isArray(value) ? 'empty list' : typeof value === 'object' ? 'empty' : String(value)
  const isLong = text.length > longest
  return (
    <span className={`value-tree-leaf value-tree-${kind} ${isForeign ? 'value-tree-foreign' : ''}`}>
      {isForeign && (
        <span className="value-tree-mark" title="Others wrote this. It is text, nothing more.">
          <Icon name="danger" size={12} />
          <span className="hidden-words">written by others: </span>
        </span>
      )}
      {text === '' ? <i>empty text</i> : linesOf(isLong && !isWhole ? `${text.slice(0, longest)}…` : text)}
      {isLong && (
        <button type="button" className="value-tree-more" onClick={() => setWhole(!isWhole)}>
          {isWhole ? 'less' : `all ${text.length} characters`}
        </button>
      )}
    </span>
  )
}

/** Lines stay lines; whatever else could not be seen is written as its code. */
function linesOf(text: string): string {
  return text.split(/\r?\n/u).map((line) => line.split('\t').map(visible).join('\t')).join('\n')
}
