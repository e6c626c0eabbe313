import { MemoryBlobStore } from '../adapters/memory-blob-store.ts'
import { memoryFiles } from '../adapters/memory-files.ts'
import { VolatileMemoryStore } from '../adapters/volatile-memory-store.ts'
import type { Clock, ToolPorts } from '../terms/ports.ts'

/** Gives fresh ports that touch nothing. */
export function quietPorts(clock: Clock): ToolPorts {
  return { clock, files: memoryFiles(), memory: new VolatileMemoryStore(), blobs: new MemoryBlobStore(), notify: async () => {} }
}
