import type { Path } from '../../../engine/index.ts'
import { FieldFrame, type FieldFrameProps } from '../../fields/FieldFrame.tsx'
import { useFaults } from '../form-world.ts'
import { FaultNotes } from './FaultNotes.tsx'

interface FieldShellProps extends Omit<FieldFrameProps, 'isInvalid' | 'notes'> {
  readonly path: Path
  /** Faults inside the value are shown here too; not where fields of their own show them. */
  readonly deep?: boolean
  readonly refused?: string | undefined
}

/** A field of the file: in its frame, with what is wrong at its place. */
export function FieldShell({ path, deep = true, refused, ...frame }: FieldShellProps) {
  const faults = useFaults(path, deep)
  const isInvalid = refused !== undefined || faults.some(({ severity }) => severity === 'error')
  return <FieldFrame {...frame} isInvalid={isInvalid} notes={(id) => <FaultNotes id={id} faults={faults} refused={refused} />} />
}
