import { createIds } from '../adapters/ids.ts'
import { MemoryRunStore } from '../adapters/memory-run-store.ts'
import { SystemClock } from '../adapters/system-clock.ts'
import { noPolicy } from '../gate/policy.ts'
import { makeWorld } from '../make-world.ts'
import type { World } from '../run/world.ts'
import type { Shelf } from './open-shelf.ts'
import { quietPorts } from './quiet-ports.ts'

/** Gives a world in memory over a shelf: for tests and exports. Touches no file and opens no database. */
export function openQuietWorld(shelf: Shelf): World {
  const clock = new SystemClock()
  return makeWorld({
    clock,
    ids: createIds(() => clock.now()),
    store: new MemoryRunStore(),
    toolbox: shelf.toolbox,
    known: shelf.known,
    cache: shelf.cache,
    skills: {
      find: (name) => {
        const found = shelf.skills.find(name)
        return found.kind === 'found' ? { name, text: found.text, hash: shelf.load(found.text).hash } : undefined
      },
    },
    ports: quietPorts(clock),
    person: undefined,
    model: undefined,
    policy: noPolicy,
    grants: [],
    contract: undefined,
    accepted: () => true,
    keepGrant: () => {},
  })
}
