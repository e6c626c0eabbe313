import { memo, useMemo } from 'react'
import type { SkillListing, ToolFacts } from '../../../engine/index.ts'
import { ActionMenu, type MenuAction } from '../../look/ActionMenu.tsx'
import { Pill, type PillTone } from '../../look/Pill.tsx'
import type { IconName } from '../../look/Icon.tsx'
import { writePlace } from '../../session/place.ts'
import { folderOf } from './library-rows.ts'

interface SkillCardProps {
  readonly skill: SkillListing
  readonly tools: ReadonlyMap<string, ToolFacts>
  readonly showsFolder: boolean
  readonly actions: (skill: SkillListing) => readonly MenuAction[]
}

/** One skill of the library: what it is for, how it stands, what it does to the world. */
export const SkillCard = memo(function SkillCard({ skill, tools, showsFolder, actions }: SkillCardProps) {
  const { id, title, name, description, accepted, faulty, tests } = skill
  const deeds = useMemo(() => deedsOf(skill, tools), [skill, tools])
  return (
    <li className="library-card">
      <div className="library-card-head">
        <h2>
          <a href={writePlace({ view: 'skill', id, tab: 'edit' })}>{title}</a>
        </h2>
        <ActionMenu label={`More for ${title}`} actions={actions(skill)} />
      </div>
      <p className="library-name">
        {showsFolder ? `${folderOf(id)}/` : ''}
        {name}
      </p>
      <p className="library-about">{description === '' ? <span className="view-faint">It does not say what it does.</span> : description}</p>
      <div className="library-pills">
        {faulty && (
          <Pill tone="bad" icon="error">
            has faults
          </Pill>
        )}
        {!faulty && (accepted ? <Pill tone="good" icon="check">accepted</Pill> : <Pill icon="shield" title="It can do nothing before you read its report and accept it">not accepted</Pill>)}
        {deeds.map(({ tone, icon, words, names }) => (
          <Pill key={words} tone={tone} icon={icon} title={names}>
            {words}
          </Pill>
        ))}
        {tests > 0 && <Pill icon="test">{tests === 1 ? '1 test' : `${tests} tests`}</Pill>}
      </div>
    </li>
  )
})

const classes: readonly { readonly of: ToolFacts['class']; readonly tone: PillTone; readonly icon: IconName; readonly words: string }[] = [
  { of: 'sensitive', tone: 'final', icon: 'danger', words: 'does for good' },
  { of: 'reversible', tone: 'change', icon: 'undo', words: 'changes' },
  { of: 'read', tone: 'look', icon: 'rehearse', words: 'looks' },
]

/** What it does at most: of a skill that changes something it goes without saying that it looks. */
function deedsOf({ tools: named }: SkillListing, tools: ReadonlyMap<string, ToolFacts>): readonly ((typeof classes)[number] & { readonly names: string })[] {
  const found = classes.flatMap((one) => {
    const names = named.filter((name) => tools.get(name)?.class === one.of)
    return names.length === 0 ? [] : [{ ...one, names: names.join(', ') }]
  })
  return found.length > 1 ? found.filter(({ of }) => of !== 'read') : found
}
