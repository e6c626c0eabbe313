import { useState } from 'react'
import type { Path } from '../../../engine/index.ts'
import { Button } from '../../look/Button.tsx'
import { Icon } from '../../look/Icon.tsx'
import { classLooks } from '../../look/tone.ts'
import { useForm, useValue } from '../form-world.ts'
import { FieldShell } from './FieldShell.tsx'
import { ToolPicker } from './ToolPicker.tsx'

/** The tool that is called: what it is, what it may do, and a way to choose another. */
export function ToolChoice({ path, label, help }: { readonly path: Path; readonly label: string; readonly help: string }) {
  const form = useForm()
  const value = useValue(path)
  const [isOpen, setOpen] = useState(false)
  const [refused, setRefused] = useState<string>()
  const name = typeof value === 'string' ? value : ''
  const facts = form.view.knowledge.tools.get(name)
  const look = facts === undefined ? { icon: 'unknown', tone: 'control', words: name === '' ? '' : 'not known here' } as const : classLooks[facts.class]
  return (
    <FieldShell path={path} label={label} help={facts?.description ?? help} isGroup refused={refused}>
      {() => (
        <div className="tool-choice">
          <span className={`tool-picker-icon tone-${look.tone}`}>
            <Icon name={look.icon} size={16} />
          </span>
          <span className="tool-picker-words">
            <span className="tool-picker-title">{facts?.title ?? (name === '' ? 'No tool yet' : name)}</span>
            <span className="tool-picker-name">
              <span className="mono">{name}</span>
              {look.words !== '' && ` · ${look.words}`}
            </span>
          </span>
          {!form.isReadOnly && <Button onClick={() => setOpen(true)}>{name === '' ? 'Choose' : 'Change'}</Button>}
          {isOpen && (
            <ToolPicker
              kind="tool"
              onClose={() => setOpen(false)}
              onChoose={(chosen) => {
                setOpen(false)
                setRefused(form.write(path, { json: chosen }))
              }}
            />
          )}
        </div>
      )}
    </FieldShell>
  )
}
