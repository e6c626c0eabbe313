import { visible, type RunRecord } from '../../../engine/index.ts'
import { durationsBySkill, scaled, type SkillDurations } from '../../session/run-statistics.ts'
import { lastingWords } from '../../session/run-words.ts'

const mostSkills = 6
const mostDots = 200

/** How long the runs of each skill lasted: a dot for each, a line for the one in the middle. */
export function DurationPlot({ runs, titleOf }: { readonly runs: readonly RunRecord[]; readonly titleOf: (skill: string) => string }) {
  const skills = durationsBySkill(runs).slice(0, mostSkills)
  const most = Math.max(1000, ...skills.map(({ durations }) => durations.at(-1)?.milliseconds ?? 0))
  if (skills.length === 0) return null
  return (
    <figure className="run-plot">
      <figcaption>How long they lasted</figcaption>
      <ul className="run-plot-rows">
        {skills.map((skill) => (
          <li key={skill.skill}>
            <span className="run-plot-skill" title={visible(titleOf(skill.skill))}>
              {visible(titleOf(skill.skill))}
            </span>
            <Dots skill={skill} most={most} />
            <span className="run-plot-median" title="Half of the runs took no longer">
              {lastingWords(skill.median)}
            </span>
          </li>
        ))}
      </ul>
      <p className="run-plot-scale">
        <span>shorter</span>
        <span>half took no longer than the line</span>
        <span>longer</span>
      </p>
      <details className="run-plot-table">
        <summary>As a table</summary>
        <table>
          <thead>
            <tr>
              <th scope="col">Skill</th>
              <th scope="col">Runs</th>
              <th scope="col">Shortest</th>
              <th scope="col">In the middle</th>
              <th scope="col">Longest</th>
            </tr>
          </thead>
          <tbody>
            {skills.map(({ skill, durations, median }) => (
              <tr key={skill}>
                <th scope="row">{visible(titleOf(skill))}</th>
                <td>{durations.length}</td>
                <td>{lastingWords(durations[0]?.milliseconds ?? 0)}</td>
                <td>{lastingWords(median)}</td>
                <td>{lastingWords(durations.at(-1)?.milliseconds ?? 0)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  )
}

function Dots({ skill: { durations, median }, most }: { readonly skill: SkillDurations; readonly most: number }) {
  const at = (milliseconds: number): string => `${(2 + scaled(milliseconds, most) * 96).toFixed(2)}%`
  const every = Math.ceil(durations.length / mostDots)
  return (
    <svg aria-hidden="true">
      <line className="run-plot-line" x1="0" x2="100%" y1="12" y2="12" />
      {durations
        .filter((_, index) => index % every === 0)
        .map(({ run, milliseconds, as }) => (
          <svg key={run} x={at(milliseconds)} y="12" overflow="visible">
            {as === 'done' ? <circle className="run-plot-dot run-plot-done" r="5" /> : <path className={`run-plot-dot run-plot-${as}`} d="M0-6 6 0 0 6-6 0z" />}
          </svg>
        ))}
      <line className="run-plot-middle" x1={at(median)} x2={at(median)} y1="1" y2="23" />
    </svg>
  )
}
