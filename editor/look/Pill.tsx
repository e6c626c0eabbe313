import type { ReactNode } from 'react'
import { Icon, type IconName } from './Icon.tsx'
import type { Tone } from './tone.ts'
import './pill.css'

export type PillTone = Tone | 'good' | 'bad' | 'warn'

/** A word or two in the colour of what they mean, always with an icon too. */
export function Pill({ tone = 'control', icon, children, title }: { readonly tone?: PillTone; readonly icon?: IconName; readonly children: ReactNode; readonly title?: string }) {
  return (
    <span className={`pill tone-${tone}`} title={title}>
      {icon !== undefined && <Icon name={icon} size={14} />}
      {children}
    </span>
  )
}
