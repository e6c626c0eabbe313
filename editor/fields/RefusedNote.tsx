import { Icon } from '../look/Icon.tsx'

/** Why what was written can not be taken, said at once. */
export function RefusedNote({ children }: { readonly children: string }) {
  return (
    <p role="alert" className="fault-note fault-note-error">
      <Icon name="error" size={16} />
      <span>{children}</span>
    </p>
  )
}
