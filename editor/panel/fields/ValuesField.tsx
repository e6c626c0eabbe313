import type { CelRole, Path } from '../../../engine/index.ts'
import { useValue } from '../form-world.ts'
import { FieldShell } from './FieldShell.tsx'
import { NamedList } from './NamedList.tsx'
import { SchemaField } from './SchemaField.tsx'
import { YamlBlock } from './YamlBlock.tsx'

interface ValuesFieldProps {
  readonly path: Path
  readonly label: string
  readonly help: string
  readonly item?: string
  readonly suggestions?: readonly string[]
  readonly celRole?: CelRole
  readonly holds?: 'template' | 'plain'
}

/** Values by name, such as those of variables or of data that goes with an event. */
export function ValuesField({ path, label, help, item = 'Name', suggestions = [], celRole, holds = 'template' }: ValuesFieldProps) {
  const value = useValue(path)
  const isMap = value === undefined || value === null || (typeof value === 'object' && !Array.isArray(value))
  return (
    <FieldShell path={path} label={label} help={help} isGroup deep={false}>
      {() =>
        isMap ? (
          <NamedList path={path} label={label} item={item} suggestions={suggestions} add={() => ''}>
            {(name) => <SchemaField path={[...path, name]} schema={{}} label={name} help="" holds={holds} celRole={celRole} keepsEmpty isUnnamed />}
          </NamedList>
        ) : (
          <YamlBlock path={path} label={`${label} as YAML`} />
        )
      }
    </FieldShell>
  )
}
