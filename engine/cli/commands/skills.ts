import { AcceptedFile } from '../../adapters/accepted-file.ts'
import { shelfFor, type Call } from '../call.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import { clean, table } from '../output.ts'

/** Lists the skills that are here: by name, one of yours in the place of one that came with Chela. */
export async function skills(call: Call): Promise<ExitCode> {
  const { output } = call
  const shelf = await shelfFor(call)
  const accepted = new Set(new AcceptedFile(shelf.folders.accepted).list().map(({ hash }) => hash))
  const found = shelf.skills.list().filter(({ hidden }) => !hidden).map(({ name, path, origin }) => {
    const file = shelf.skills.find(path)
    const loaded = file.kind === 'found' ? shelf.load(file.text) : undefined
    const state = loaded?.skill === undefined ? 'has faults' : accepted.has(loaded.hash) ? 'accepted' : 'new'
    return { name, path, origin, state, text: loaded?.hash ?? null, title: loaded?.skill?.title ?? '', description: loaded?.skill?.description ?? '' }
  })
  if (found.length === 0) output.line(`There are no skills. Begin one: chela new skill my-skill (in ${shelf.folders.skills})`)
  for (const line of table(found.map(({ name, origin, state, title }) => [name, origin, state, clean(title)]))) output.line(line)
  output.data({ skills: found })
  return exitCodes.done
}
