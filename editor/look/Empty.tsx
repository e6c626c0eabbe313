import type { ReactNode } from 'react'
import { Icon, type IconName } from './Icon.tsx'
import './empty.css'

/** A place where nothing is yet: says what would be here and how to get it. */
export function Empty({ icon, title, children, action }: { readonly icon: IconName; readonly title: string; readonly children?: ReactNode; readonly action?: ReactNode }) {
  return (
    <div className="empty">
      <Icon name={icon} size={32} />
      <h2>{title}</h2>
      {children !== undefined && <p>{children}</p>}
      {action}
    </div>
  )
}
