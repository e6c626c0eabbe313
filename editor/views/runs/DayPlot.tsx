import { useId } from 'react'
import type { RunRecord } from '../../../engine/index.ts'
import { counted, runsByDay, type Counted, type DayOfRuns } from '../../session/run-statistics.ts'

const height = 120
const width = 600
const words: { readonly [kind in Counted]: string } = { done: 'done', stopped: 'stopped', failed: 'failed', unknown: 'unknown', open: 'not over' }

/** How many runs began on each day, by outcome: bars for the eye, a table for whoever reads. */
export function DayPlot({ runs, now, days }: { readonly runs: readonly RunRecord[]; readonly now: number; readonly days: number }) {
  const place = useId().replaceAll(':', '')
  const found = runsByDay(runs, now, days)
  const most = Math.max(1, ...found.map(({ total }) => total))
  const kinds = counted.filter((kind) => found.some(({ counts }) => counts[kind] > 0))
  const step = width / days
  return (
    <figure className="run-plot">
      <figcaption>
        Runs by day <Legend kinds={kinds} place={place} />
      </figcaption>
      <svg viewBox={`0 0 ${width} ${height + 1}`} preserveAspectRatio="none" aria-hidden="true">
        <Patterns place={place} />
        <line className="run-plot-line" x1="0" x2={width} y1={height} y2={height} />
        {found.map((one, index) => (
          <Bar key={one.start} day={one} x={index * step + step * 0.15} width={step * 0.7} most={most} place={place} />
        ))}
      </svg>
      <p className="run-plot-scale">
        <span>{dayWords(found[0]?.start ?? now)}</span>
        <span>at most {most} a day</span>
        <span>today</span>
      </p>
      <details className="run-plot-table">
        <summary>As a table</summary>
        <table>
          <thead>
            <tr>
              <th scope="col">Day</th>
              {kinds.map((kind) => (
                <th key={kind} scope="col">
                  {words[kind]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {found.flatMap(({ start, counts, total }) =>
              total === 0
                ? []
                : [
                    <tr key={start}>
                      <th scope="row">{dayWords(start)}</th>
                      {kinds.map((kind) => (
                        <td key={kind}>{counts[kind]}</td>
                      ))}
                    </tr>,
                  ],
            )}
          </tbody>
        </table>
      </details>
    </figure>
  )
}

function Bar({ day, x, width: wide, most, place }: { readonly day: DayOfRuns; readonly x: number; readonly width: number; readonly most: number; readonly place: string }) {
  return (
    <g>
      {stacked(day, most).map(({ kind, y, tall }) => (
        <g key={kind}>
          <rect className={`run-plot-${kind}`} x={x} y={y} width={wide} height={tall} />
          <rect fill={`url(#${place}-${kind})`} x={x} y={y} width={wide} height={tall} />
        </g>
      ))}
    </g>
  )
}

/** Gives the parts of a bar from the bottom up, without empty ones. */
function stacked({ counts }: DayOfRuns, most: number): readonly { readonly kind: Counted; readonly y: number; readonly tall: number }[] {
  const parts: { kind: Counted; y: number; tall: number }[] = []
  let y = height
  for (const kind of counted) {
    const tall = (counts[kind] / most) * (height - 14)
    y -= tall
    if (tall > 0) parts.push({ kind, y, tall })
  }
  return parts
}

/** Lines over the colours, so that these are not all there is to tell outcomes apart. */
function Patterns({ place }: { readonly place: string }) {
  const lines: { readonly [kind in Counted]: string } = { done: '', stopped: 'M0 3h6', failed: 'M0 6 6 0', unknown: 'M0 0 6 6M0 6 6 0', open: 'M3 0v6' }
  return (
    <defs>
      {counted.map((kind) => (
        <pattern key={kind} id={`${place}-${kind}`} width="6" height="6" patternUnits="userSpaceOnUse">
          <path className="run-plot-pattern" d={lines[kind]} />
        </pattern>
      ))}
    </defs>
  )
}

function Legend({ kinds, place }: { readonly kinds: readonly Counted[]; readonly place: string }) {
  return (
    <span className="run-plot-legend">
      {kinds.map((kind) => (
        <span key={kind}>
          <svg width="12" height="12" aria-hidden="true">
            <rect className={`run-plot-${kind}`} width="12" height="12" />
            <rect fill={`url(#${place}-${kind})`} width="12" height="12" />
          </svg>
          {words[kind]}
        </span>
      ))}
    </span>
  )
}

function dayWords(start: number): string {
  return new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' }).format(start)
}
