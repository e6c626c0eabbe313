import { davReadOnly } from '../adapters/dav-read-only.ts'
import { keptFiles } from '../adapters/kept-files.ts'
import { mailReadOnly } from '../adapters/mail-read-only.ts'
import { MemoryBlobStore } from '../adapters/memory-blob-store.ts'
import { MemoryRunStore } from '../adapters/memory-run-store.ts'
import { overlayFiles } from '../adapters/overlay-files.ts'
import { OverlayMemoryStore } from '../adapters/overlay-memory-store.ts'
import type { FreshPorts } from '../desk/desk-parts.ts'
import type { NodeWorld } from './open-node-world.ts'

/** Gives ports for one rehearsal: what is read is real, what is changed is only remembered, nothing is sent. */
export function rehearsalPorts({ world, kept }: Pick<NodeWorld, 'world' | 'kept'>): FreshPorts {
  const { ports, clock } = world
  return {
    store: new MemoryRunStore(),
    ports: {
      clock,
      files: keptFiles(overlayFiles(ports.files, { now: () => clock.now() }), kept),
      memory: new OverlayMemoryStore(ports.memory),
      blobs: new MemoryBlobStore(),
      notify: async () => {},
      ...(ports.dav !== undefined && { dav: davReadOnly(ports.dav) }),
      ...(ports.mail !== undefined && { mail: mailReadOnly(ports.mail) }),
      // These only look, but for programs: only reads run those here, since no deed that is remembered does.
      ...(ports.formats !== undefined && { formats: ports.formats }),
      ...(ports.system !== undefined && { system: ports.system }),
      ...(ports.watch !== undefined && { watch: ports.watch }),
      ...(ports.programs !== undefined && { programs: ports.programs }),
    },
  }
}
