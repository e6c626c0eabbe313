import { useState } from 'react'
import { changeKind } from '../../commands/change-kind.ts'
import { doingOf } from '../../rules/activity-keys.ts'
import { paletteOf, type PaletteEntry } from '../../rules/palette.ts'
import { useForm, useNode } from '../form-world.ts'
import { kindOf, kinds, paletteId } from '../kinds.ts'
import { FieldShell } from '../fields/FieldShell.tsx'
import { ToolPicker } from '../fields/ToolPicker.tsx'

/** What a state does; another choice keeps its name, its ways and all else that still means something. */
export function KindField() {
  const form = useForm()
  const node = useNode([])
  const [picking, setPicking] = useState<'tool' | 'skill'>()
  const [refused, setRefused] = useState<string>()
  const written = node?.kind === 'map' ? node.entries.map(({ key }) => key) : []
  const kind = kindOf(doingOf(node), written)
  const change = (entry: Pick<PaletteEntry, 'state'>): void => {
    setPicking(undefined)
    setRefused(form.perform('Change what it does', (view) => changeKind(view, { state: form.root.state ?? '', entry })))
  }
  const choose = (chosen: string): void => {
    if (chosen === 'call' || chosen === 'run') return setPicking(chosen === 'call' ? 'tool' : 'skill')
    const entry = paletteOf(form.view.knowledge).find(({ id }) => id === paletteId(chosen))
    if (entry !== undefined) change(entry)
  }
  return (
    <FieldShell path={[' kind']} label="Does" refused={refused}>
      {(about) => (
        <>
          <select {...about} className="field-control" disabled={form.isReadOnly} value={kind} onChange={(event) => choose(event.target.value)}>
            {kinds.map((one) => (
              <option key={one.kind} value={one.kind}>
                {one.words}
              </option>
            ))}
          </select>
          {picking !== undefined && <ToolPicker kind={picking} onClose={() => setPicking(undefined)} onChoose={(_, entry) => change(entry)} />}
        </>
      )}
    </FieldShell>
  )
}
