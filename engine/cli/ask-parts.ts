import { FolderSkillStore } from '../adapters/folder-skill-store.ts'
import { MemoryRunStore } from '../adapters/memory-run-store.ts'
import type { AskParts } from '../desk/ask-for.ts'
import { nodeKeptText } from '../host/kept-text.ts'
import type { NodeWorld } from '../host/open-node-world.ts'
import { shippedSkills } from '../host/package-folder.ts'
import { quietPorts } from '../host/quiet-ports.ts'

/** Gives what words are laid on here: the same as at the desk of the editor. */
export function askParts({ world, shelf }: NodeWorld): AskParts {
  return { world, shelf, skills: new FolderSkillStore(shelf.folders.skills, shippedSkills), toolbox: shelf.toolbox, quiet: () => ({ store: new MemoryRunStore(), ports: quietPorts(world.clock) }), synonyms: nodeKeptText(shelf.folders.synonyms, 'synonyms-not-read') }
}
