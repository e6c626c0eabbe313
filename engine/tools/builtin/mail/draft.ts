import { joinPath } from '../../../terms/file-path.ts'
import { ToolError, type Reversal, type ToolCall } from '../../../terms/tool.ts'
import { defineTool } from '../../define-tool.ts'
import { quoted } from '../../in-words.ts'
import { hashNow, hashOfBytes } from '../file/file-content.ts'
import { firstMissingFolder, withFolders } from '../file/new-folders.ts'
import { attachedNow, letterBytes, letterErrors, letterFields, letterWords, messageIdOf, type LetterBefore, type LetterInput } from './letter.ts'
import { mailChangeErrors, mailOf, requireOnePlace } from './mail-arguments.ts'

interface DraftInput extends LetterInput {
  readonly path?: string
  readonly account?: string
}

interface Before extends LetterBefore {
  readonly made: string | null
}

interface Output {
  readonly drafted: boolean
  readonly message_id: string
  readonly path: string | null
  readonly folder: string | null
  readonly hash: string
}

export const mailDraft = defineTool({
  name: 'mail.draft',
  title: 'Write a draft',
  description: 'Writes a message into the drafts of a mail account, or as an .eml file into a folder. It is sent to nobody.',
  input: {
    type: 'object',
    properties: {
      path: { type: 'string', format: 'path', description: 'The folder for the .eml file. Give this or account.' },
      account: { type: 'string', minLength: 1, maxLength: 64 },
      ...letterFields,
    },
    required: ['subject', 'text'],
    additionalProperties: false,
  },
  output: {
    type: 'object',
    properties: {
      drafted: { type: 'boolean' }, message_id: { type: 'string' }, path: { type: ['string', 'null'], format: 'path', description: 'The file; null in an account.' },
      folder: { type: ['string', 'null'], description: 'The folder of the account; null for a file.' }, hash: { type: 'string' },
    },
    required: ['drafted', 'message_id', 'path', 'folder', 'hash'],
  },
  class: 'reversible',
  control: { path: 'path', account: 'id', to: 'address', cc: 'address', attach: 'path' },
  oneOf: [['path', 'account']],
  network: ['account'],
  errors: { ...mailChangeErrors, ...letterErrors },
  timeout: 120_000,
  rehearse: (input: DraftInput) => ({ drafted: true, message_id: messageIdOf('rehearsal', null), path: input.path ?? null, folder: input.account === undefined ? null : 'Drafts', hash: '' }),
  describe: (input: DraftInput) => `write a draft ${input.path === undefined ? `in the account ${quoted(input.account ?? '')}` : `into ${quoted(input.path)}`} ${letterWords(input)}`,
  prepare: async (input: DraftInput, call): Promise<Before> => {
    requireOnePlace(input)
    const { clock, files, mail } = call.ports
    const identity = input.account === undefined || mail === undefined ? null : await mail.identity(input.account, call.signal)
    if (input.account !== undefined) mailOf(call.ports)
    return { stamp: clock.now(), identity, attached: await attachedNow(call, input.attach ?? []), made: input.path === undefined ? null : await firstMissingFolder(files, joinPath(input.path, 'x')) }
  },
  perform: async (input: DraftInput, call) => {
    const { output, bytes } = await draftOf(input, call, call.before)
    if (await isThere(input, call, output)) return output
    const { path, folder } = output
    if (path === null) await mailOf(call.ports).append(input.account ?? '', folder ?? '', bytes, { draft: true, read: true }, call.signal)
    else await withFolders(call.ports.files, path, () => call.ports.files.write(path, bytes))
    return output
  },
  check: async (input: DraftInput, call) => {
    const { output } = await draftOf(input, call, call.before)
    return (await isThere(input, call, output)) ? { happened: true, output } : { happened: false }
  },
  undo: (input: DraftInput, output, before): Reversal => {
    if (output.path !== null) return { tool: 'file.restore', input: { path: output.path, now: output.hash, was: null, ...(before?.made == null ? {} : { remove_empty: before.made }) } }
    return { tool: 'mail.restore_draft', input: { account: input.account ?? '', folder: output.folder ?? '', message_id: output.message_id, now: output.hash, was: null } }
  },
})

async function draftOf(input: DraftInput, call: Omit<ToolCall, 'before'>, before: Before): Promise<{ readonly output: Output; readonly bytes: Uint8Array }> {
  const messageId = messageIdOf(call.key, before.identity)
  const bytes = await letterBytes(call, input, before, messageId)
  const path = input.path === undefined ? null : joinPath(input.path, `draft-${messageId.slice(1, 17)}.eml`)
  return { bytes, output: { drafted: true, message_id: messageId, path, folder: before.identity?.drafts ?? null, hash: hashOfBytes(bytes) } }
}

/** Tells whether the draft lies there already, from an earlier try of the same deed. */
async function isThere(input: DraftInput, call: Omit<ToolCall, 'before'>, output: Output): Promise<boolean> {
  if (output.path === null) return (await mailOf(call.ports).find(input.account ?? '', output.folder ?? '', output.message_id, call.signal)).length > 0
  const hash = await hashNow(call.ports.files, output.path, call.signal)
  if (hash !== null && hash !== output.hash) throw new ToolError('changed', `Something else lies at ${quoted(output.path)}.`)
  return hash !== null
}
