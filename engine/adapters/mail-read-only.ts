import type { MailPort } from '../terms/mail-port.ts'
import { ToolError } from '../terms/tool.ts'

/** Gives a port that reads from another and refuses every change: for rehearsals. */
export function mailReadOnly(port: MailPort): MailPort {
  const refuse = async (): Promise<never> => {
    throw new ToolError('refused', 'Nothing is changed or sent here: this only rehearses.')
  }
  const { folders, identity, search, read, find } = port
  return { folders, identity, search, read, find, append: refuse, mark: refuse, move: refuse, remove: refuse, send: refuse }
}
