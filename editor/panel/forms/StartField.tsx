import { docOf } from '../key-docs.ts'
import { useForm } from '../form-world.ts'
import { StateChoice } from '../fields/StateChoice.tsx'

/** The first state of a group. */
export function StartField() {
  const { view, root } = useForm()
  const children = root.state === undefined ? [] : (view.flow.states.get(root.state)?.children ?? [])
  const among = children.flatMap((key) => {
    const child = view.flow.states.get(key)
    return child === undefined ? [] : [{ name: child.state.name, words: child.state.name }]
  })
  return <StateChoice path={['start']} label="Begins with" help={docOf('state', 'start')} none="The first in the list" among={among} />
}
