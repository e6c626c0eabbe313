import type { Path } from '../../engine/index.ts'
import type { SkillView } from '../rules/skill-view.ts'
import { nodeAt } from '../rules/way-place.ts'
import { refuse, type Command } from './command.ts'
import { Draft } from './draft.ts'
import { finish } from './finish.ts'
import { whileTyping } from './set-key.ts'

/** Gives the edits that give an entry another key where nothing else speaks of that key: an argument, an event, a delay. States, inputs and variables have their own. */
export function renameEntry(view: SkillView, { path, key }: { readonly path: Path; readonly key: string }): Command {
  const holder = path[path.length - 2]
  if (path.length < 2 || holder === 'states' || holder === 'together' || (path.length === 2 && (holder === 'inputs' || holder === 'vars'))) return refuse('This has a name that other places speak of. It is renamed in its own field.')
  if (nodeAt(view, path) === undefined) return refuse('This is no longer there.')
  if (key.trim() === '') return refuse('It needs a name.')
  return finish(new Draft(view).renameKey(path, key), {}, { allows: [...whileTyping, 'unknown-tool', 'unknown-event', 'reserved-event', 'test-unknown-tool'] })
}
