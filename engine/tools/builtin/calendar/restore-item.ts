import type { DavKind } from '../../../terms/dav-port.ts'
import { davErrors } from '../../../terms/dav-port.ts'
import { hashText } from '../../../terms/hash.ts'
import { ToolError, type Tool } from '../../../terms/tool.ts'
import { defineTool } from '../../define-tool.ts'
import { quoted } from '../../in-words.ts'
import { decoded, encoded } from '../file/file-content.ts'
import { davOf } from './sheets.ts'

const hash = { type: ['string', 'null'], pattern: '^[0-9a-f]{64}$', description: 'SHA-256 of the text; null: nothing.' } as const
const nouns = { calendar: 'event', contacts: 'contact' } as const

interface RestoreInput {
  readonly account: string
  readonly item: string
  readonly now: string | null
  readonly was: string | null
}

/** Gives the tool that brings an item of an account back to a text that was kept aside. */
export function restoreItem(kind: DavKind): Tool {
  return defineTool({
    name: `${kind}.restore`,
    title: `Bring ${kind === 'calendar' ? 'an event' : 'a contact'} of an account back to what it was`,
    description: `Gives one ${nouns[kind]} of an account the text it had, from what was kept aside, or removes one that was not there before. Only when it is still as stated. Undoes what was added, changed or removed in an account.`,
    input: {
      type: 'object',
      properties: { account: { type: 'string', minLength: 1, maxLength: 64 }, item: { type: 'string', minLength: 1, maxLength: 2000, description: 'Its path on the server of the account.' }, now: hash, was: hash },
      required: ['account', 'item', 'now', 'was'],
      additionalProperties: false,
    },
    output: { type: 'object', properties: { restored: { type: 'boolean' }, hash: { type: ['string', 'null'] } }, required: ['restored', 'hash'] },
    class: 'reversible',
    control: { account: 'id', item: 'id' },
    network: true,
    errors: { ...davErrors, lost: 'The earlier text is no longer kept.' },
    idempotent: true,
    rehearse: (input: RestoreInput) => ({ restored: true, hash: input.was }),
    describe: (input: RestoreInput) => `${input.was === null ? 'remove' : 'bring back'} the ${nouns[kind]} at ${quoted(input.item)} in the account ${quoted(input.account)}`,
    prepare: async (input: RestoreInput, call): Promise<{ readonly kept: string | null }> => {
      const now = await davOf(call.ports).get(input.account, input.item, call.signal)
      return { kept: now === undefined ? null : await call.ports.blobs.put(encoded(now.text)) }
    },
    perform: async (input: RestoreInput, call) => {
      const dav = davOf(call.ports)
      const now = await dav.get(input.account, input.item, call.signal)
      const current = now === undefined ? null : hashText(now.text)
      if (current === input.was) return { restored: true, hash: current }
      if (current !== input.now) throw new ToolError('changed', `What lies at ${quoted(input.item)} was changed since; it was left as it is.`)
      if (input.was === null) {
        await dav.remove(input.account, input.item, now?.etag ?? '', call.signal)
        return { restored: true, hash: null }
      }
      const bytes = await call.ports.blobs.get(input.was)
      const text = bytes === undefined ? undefined : decoded(bytes)
      if (text === undefined) throw new ToolError('lost', 'The earlier text is no longer kept.')
      await dav.put(input.account, kind, input.item, text, now?.etag ?? null, call.signal)
      return { restored: true, hash: await hashOf(() => dav.get(input.account, input.item, call.signal)) }
    },
    undo: (input: RestoreInput, output, before) => ({ tool: `${kind}.restore`, input: { account: input.account, item: input.item, now: output.hash, was: before?.kept ?? input.now } }),
  })
}

/** It is written: a fault from here on must not say that it was not. */
async function hashOf(read: () => Promise<{ readonly text: string } | undefined>): Promise<string | null> {
  const now = await read().catch(() => {
    throw new Error('It was written, but could not be read back.')
  })
  return now === undefined ? null : hashText(now.text)
}
