import type { Json, Path } from '../../../engine/index.ts'
import { docOf } from '../key-docs.ts'
import { FieldShell } from '../fields/FieldShell.tsx'
import { ExpressionControl } from '../fields/ExpressionControl.tsx'
import { readWritten } from '../shown-text.ts'
import { useDraft } from '../use-draft.ts'

interface ConditionOfShortProps {
  readonly path: Path
  readonly label: string
  readonly onWrite: (condition: Json | undefined) => string | undefined
}

/** The condition of a way that is written as a target alone: with one, the way is written in full. */
export function ConditionOfShort({ path, label, onWrite }: ConditionOfShortProps) {
  const draft = useDraft('', (text) => {
    const written = readWritten('condition', text, undefined)
    return 'value' in written ? onWrite(written.value) : undefined
  })
  return (
    <FieldShell path={[...path, 'if']} label={label} help={docOf('transition', 'if')} isGroup refused={draft.refused}>
      {() => <ExpressionControl path={path} label={label} draft={draft} isBare />}
    </FieldShell>
  )
}
