import type { ButtonHTMLAttributes, ReactNode } from 'react'
import { Icon, type IconName } from './Icon.tsx'
import './button.css'

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly look?: 'plain' | 'main' | 'quiet' | 'danger'
  readonly icon?: IconName
  /** Without children the label is read out and shown as a tooltip. */
  readonly label?: string
  readonly children?: ReactNode
}

/** A button with an icon, words, or both; with an icon alone `label` names it. */
export function Button({ look = 'plain', icon, label, children, className = '', ...rest }: ButtonProps) {
  return (
    <button type="button" className={`button button-${look} ${children === undefined ? 'button-icon' : ''} ${className}`} aria-label={children === undefined ? label : undefined} title={label} {...rest}>
      {icon !== undefined && <Icon name={icon} />}
      {children}
    </button>
  )
}
