import { visible } from '../../../engine/index.ts'
import type { RunFilter } from '../../session/run-statistics.ts'
import { statusWords } from '../../session/run-words.ts'

interface RunFiltersProps {
  readonly filter: RunFilter
  readonly skills: readonly string[]
  /** What people call a skill. */
  readonly titleOf: (skill: string) => string
  /** How many runs fit. */
  readonly found: number
  readonly onSkill: (skill: string) => void
  readonly onChange: (filter: RunFilter) => void
}

const statuses: readonly { readonly value: RunFilter['status']; readonly words: string }[] = [
  { value: '', words: 'All outcomes' },
  { value: 'open', words: 'Not over' },
  ...(['done', 'failed', 'stopped', 'unknown', 'undone'] as const).map((value) => ({ value, words: statusWords[value] })),
]
const spans = [
  { days: 0, words: 'Any time' },
  { days: 1, words: 'The last day' },
  { days: 7, words: 'The last 7 days' },
  { days: 30, words: 'The last 30 days' },
] as const

/** What the list of runs is narrowed to. */
export function RunFilters({ filter, skills, titleOf, found, onSkill, onChange }: RunFiltersProps) {
  const known = filter.skill === '' || skills.includes(filter.skill) ? skills : [filter.skill, ...skills]
  return (
    <form className="run-filters" role="search" aria-label="Narrow the runs" onSubmit={(event) => event.preventDefault()}>
      <select aria-label="Skill" value={filter.skill} onChange={(event) => onSkill(event.target.value)}>
        <option value="">All skills</option>
        {known.map((skill) => (
          <option key={skill} value={skill}>
            {visible(titleOf(skill))}
          </option>
        ))}
      </select>
      <select aria-label="Outcome" value={filter.status} onChange={(event) => onChange({ ...filter, status: event.target.value as RunFilter['status'] })}>
        {statuses.map(({ value, words }) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </select>
      <select aria-label="Time" value={filter.days} onChange={(event) => onChange({ ...filter, days: Number(event.target.value) })}>
        {spans.map(({ days, words }) => (
          <option key={days} value={days}>
            {words}
          </option>
        ))}
      </select>
      <p role="status">{found === 1 ? '1 run' : `${found} runs`}</p>
    </form>
  )
}
