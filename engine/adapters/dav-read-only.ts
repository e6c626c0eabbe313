import type { DavPort } from '../terms/dav-port.ts'
import { ToolError } from '../terms/tool.ts'

/** Gives a port that reads from another and refuses every change: for rehearsals. */
export function davReadOnly(port: DavPort): DavPort {
  const refuse = async (): Promise<never> => {
    throw new ToolError('refused', 'Nothing is changed in an account here: this only rehearses.')
  }
  return { collections: port.collections, items: port.items, get: port.get, put: refuse, remove: refuse }
}
