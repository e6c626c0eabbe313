import type { SkillView } from '../rules/skill-view.ts'
import { nodeAt } from '../rules/way-place.ts'
import { refuse, type Command } from './command.ts'
import { Draft } from './draft.ts'
import { finish } from './finish.ts'
import type { FormValue } from './set-key.ts'

const allows = ['test-unknown-input', 'wrong-type', 'wrong-value', 'unknown-key', 'bad-time']

/** Gives the edits that add a test after the others. */
export function addTest(view: SkillView, { test }: { readonly test: FormValue }): Command {
  const tests = nodeAt(view, ['tests'])
  const draft = new Draft(view)
  if (tests?.kind === 'list') draft.addItem(['tests'], tests.items.length, test)
  else if (tests !== undefined && !(tests.kind === 'scalar' && tests.value === null)) draft.refuse('"tests" is no list.')
  else draft.set(['tests'], 'json' in test ? { json: [test.json] } : { yaml: `- ${test.yaml.trim().replaceAll('\n', '\n  ')}` })
  return finish(draft, {}, { allows })
}

/** Gives the edits that put a test in place of the one at `index`; only what differs is written anew when it is given as a value. */
export function changeTest(view: SkillView, { index, test }: { readonly index: number; readonly test: FormValue }): Command {
  const old = nodeAt(view, ['tests', index])
  if (old === undefined) return refuse('There is no such test.')
  const draft = new Draft(view)
  const json = 'json' in test ? test.json : null
  if (old.kind !== 'map' || json === null || typeof json !== 'object' || Array.isArray(json)) return finish(draft.set(['tests', index], test), {}, { allows })
  for (const { key } of old.entries) if (!Object.hasOwn(json, key)) draft.remove(['tests', index, key])
  for (const [key, value] of Object.entries(json)) draft.set(['tests', index, key], { json: value })
  return finish(draft, {}, { allows })
}

/** Gives the edits that take a test away. */
export function removeTest(view: SkillView, { index }: { readonly index: number }): Command {
  const tests = nodeAt(view, ['tests'])
  if (tests?.kind !== 'list' || tests.items[index] === undefined) return refuse('There is no such test.')
  return finish(new Draft(view).remove(tests.items.length === 1 ? ['tests'] : ['tests', index]))
}
