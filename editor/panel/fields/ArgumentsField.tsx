import type { CelRole, JsonSchema, Path, ToolFacts } from '../../../engine/index.ts'
import { useValue } from '../form-world.ts'
import { FieldShell } from './FieldShell.tsx'
import { MapControl } from './MapControl.tsx'
import { ObjectControl } from './ObjectControl.tsx'
import { YamlBlock } from './YamlBlock.tsx'

interface ArgumentsFieldProps {
  readonly path: Path
  readonly label: string
  /** What the tool or skill takes; nothing when that is not known. */
  readonly input: JsonSchema | undefined
  readonly facts?: ToolFacts | undefined
  readonly celRole?: CelRole
}

const kindWords = { path: 'path', host: 'host', address: 'address', id: 'which one' } as const

/** What a tool or a skill is given: a field for each argument, those that are needed marked. */
export function ArgumentsField({ path, label, input, facts, celRole }: ArgumentsFieldProps) {
  const value = useValue(path)
  const inside = { path, label, holds: 'template' as const, depth: 0, celRole }
  const isMap = value === undefined || value === null || (typeof value === 'object' && !Array.isArray(value))
  const help = input === undefined ? 'What it takes is not known here, so arguments are written by name.' : Object.keys(input.properties ?? {}).length === 0 ? 'It takes nothing.' : oneOfWords(facts)
  return (
    <FieldShell path={path} label={label} help={help} isGroup deep={false}>
      {() => {
        if (!isMap) return <YamlBlock path={path} label={`${label} as YAML`} />
        if (input === undefined) return <MapControl {...inside} schema={{ type: 'object' }} />
        return <ObjectControl {...inside} schema={input} badges={badgesOf(facts)} />
      }}
    </FieldShell>
  )
}

function badgesOf(facts: ToolFacts | undefined): { readonly [name: string]: string } {
  return Object.fromEntries(Object.entries(facts?.control ?? {}).map(([name, kind]) => [name, `bounded: ${kindWords[kind]}`]))
}

function oneOfWords(facts: ToolFacts | undefined): string | undefined {
  const groups = facts?.oneOf ?? []
  return groups.length === 0 ? undefined : groups.map((group) => `Give exactly one of ${group.join(', ')}.`).join(' ')
}
