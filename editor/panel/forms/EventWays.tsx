import type { Path } from '../../../engine/index.ts'
import { docOf } from '../key-docs.ts'
import { useForm, useValue } from '../form-world.ts'
import { FieldShell } from '../fields/FieldShell.tsx'
import { ItemList } from '../fields/ItemList.tsx'
import { NamedList } from '../fields/NamedList.tsx'
import { YamlBlock } from '../fields/YamlBlock.tsx'
import { targetsFor } from '../targets-for.ts'
import { TransitionForm } from './TransitionForm.tsx'

/** Ways by event (`on`) or by time (`after`): under each name one way, or a list of which the first that fits is taken. */
export function EventWays({ name }: { readonly name: 'on' | 'after' }) {
  const { view, root } = useForm()
  const value = useValue([name])
  const isOn = name === 'on'
  const label = isOn ? 'On events' : 'After a while'
  const isMap = value === undefined || value === null || (typeof value === 'object' && !Array.isArray(value))
  return (
    <FieldShell path={[name]} label={label} help={docOf('state', name)} isGroup deep={false}>
      {() =>
        isMap ? (
          <NamedList path={[name]} label={label} item={isOn ? 'Event' : 'Duration'} suggestions={isOn ? groupEnds(view.flow.states.values()) : ['1m', '5m', '1h', '1d']} add={() => targetsFor(view, root.state)[0]?.name ?? {}}>
            {(key) => <WaysUnder path={[name, key]} />}
          </NamedList>
        ) : (
          <YamlBlock path={[name]} label={`${label} as YAML`} />
        )
      }
    </FieldShell>
  )
}

function WaysUnder({ path }: { readonly path: Path }) {
  const form = useForm()
  const value = useValue(path)
  if (!Array.isArray(value)) return <TransitionForm path={path} />
  const target = targetsFor(form.view, form.root.state)[0]?.name ?? ''
  return (
    <ItemList path={path} label="Ways" add={{ words: 'Add way', value: () => ({ if: false, next: target }) }} item="Way">
      {(index) => <TransitionForm path={[...path, index]} />}
    </ItemList>
  )
}

function groupEnds(states: Iterable<{ readonly state: { readonly name: string }; readonly children: readonly string[] }>): readonly string[] {
  return [...states].filter(({ children }) => children.length > 0).map(({ state }) => `done.${state.name}`)
}
