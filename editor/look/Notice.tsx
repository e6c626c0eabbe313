import type { ReactNode } from 'react'
import { Icon, type IconName } from './Icon.tsx'
import './notice.css'

interface NoticeProps {
  readonly tone?: 'info' | 'good' | 'bad' | 'warn' | 'person'
  readonly icon: IconName
  readonly title: string
  readonly children?: ReactNode
  readonly actions?: ReactNode
  /** What the person pressed led here and is gone: the title takes the focus. */
  readonly isReached?: boolean
}

/** How something stands, in one sentence, with what can be done about it. */
export function Notice({ tone = 'info', icon, title, children, actions, isReached = false }: NoticeProps) {
  return (
    <section className={`notice notice-${tone}`} aria-label={title}>
      <Icon name={icon} size={24} />
      <div className="notice-words">
        <h2 ref={isReached ? takeFocus : undefined} tabIndex={isReached ? -1 : undefined}>
          {title}
        </h2>
        {children !== undefined && <p>{children}</p>}
      </div>
      {actions !== undefined && <div className="notice-actions">{actions}</div>}
    </section>
  )
}

function takeFocus(title: HTMLElement | null): void {
  title?.focus()
}
