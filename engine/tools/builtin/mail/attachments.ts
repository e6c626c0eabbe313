import { joinPath } from '../../../terms/file-path.ts'
import { ToolError, type ToolCall } from '../../../terms/tool.ts'
import { defineTool } from '../../define-tool.ts'
import { quoted } from '../../in-words.ts'
import { hashNow } from '../file/file-content.ts'
import { globMatcher } from '../file/glob.ts'
import { firstMissingFolder, withFolders } from '../file/new-folders.ts'
import { inMail, mailChangeErrors, mailId, mailPlace, mailPlaceKinds, wholeMessage, type MailPlace } from './mail-arguments.ts'
import { parsedMessage, type ParsedAttachment } from './parsed-message.ts'
import { folded, freeName, safeName } from './safe-name.ts'

/** What shall be saved under which name, as it was planned. */
interface Plan {
  readonly files: readonly { readonly number: number; readonly name: string; readonly hash: string; readonly size: number }[]
  readonly made: string | null
}

interface AttachmentsInput extends MailPlace {
  readonly id: string
  readonly into: string
  readonly names?: string
}

export const mailAttachments = defineTool({
  name: 'mail.attachments',
  title: 'Save attachments',
  description: 'Saves what is attached to a message into a folder, which is made where it is missing. Names are made safe and never overwrite anything: a taken one gets a number. The message stays as it is. The names count as written by others; what is saved should be taken for what strangers send.',
  input: {
    type: 'object',
    properties: { ...mailPlace, id: mailId, into: { type: 'string', format: 'path', description: 'The folder to save into.' }, names: { type: 'string', maxLength: 1000, description: 'Only those with names like this, such as *.pdf.' } },
    required: ['id', 'into'],
    additionalProperties: false,
  },
  output: {
    type: 'object',
    properties: {
      saved: { type: 'array', items: { type: 'object', properties: { path: { type: 'string', format: 'path' }, name: { type: 'string' }, size: { type: 'integer' }, hash: { type: 'string' } }, required: ['path', 'name', 'size', 'hash'] } },
    },
    required: ['saved'],
  },
  class: 'reversible',
  control: { ...mailPlaceKinds, into: 'path' },
  oneOf: [['path', 'account']],
  network: ['account'],
  untrusted: ['saved.*.name'],
  errors: { ...mailChangeErrors, 'bad-pattern': 'The pattern for names can not be read.' },
  personal: 'messages',
  timeout: 300_000,
  rehearse: 'overlay',
  describe: (input) => `save the attachments${input.names === undefined ? '' : ` like ${quoted(input.names)}`} of the message ${quoted(input.id)} ${inMail(input)} into ${quoted(input.into)}`,
  prepare: async (input: AttachmentsInput, call): Promise<Plan> => {
    const { files } = call.ports
    const facts = await files.facts(input.into)
    if (facts !== undefined && facts.kind !== 'folder') throw new ToolError('not-a-folder', `${quoted(input.into)} is no folder.`, { path: input.into })
    const taken = new Set(facts === undefined ? [] : (await files.list(input.into)).map(({ name }) => folded(name)))
    const chosen = await attachmentsOf(input, call)
    return {
      made: await firstMissingFolder(files, joinPath(input.into, 'x')),
      files: chosen.map(({ number, attachment: { name, hash, bytes } }) => {
        const free = freeName(safeName(name, `attachment-${number}`), taken)
        taken.add(folded(free))
        return { number, name: free, hash, size: bytes.length }
      }),
    }
  },
  perform: async (input: AttachmentsInput, call) => {
    const { files } = call.ports
    const plan = call.before
    const chosen = new Map((await attachmentsOf(input, call)).map(({ number, attachment }) => [number, attachment]))
    for (const { number, name, hash } of plan.files) {
      const path = joinPath(input.into, name)
      const attachment = chosen.get(number)
      if (attachment?.hash !== hash) throw afterFirst(plan, number, 'The message is not what it was.')
      if ((await hashNow(files, path, call.signal)) === hash) continue
      await withFolders(files, path, () => files.write(path, attachment.bytes)).catch((error: unknown) => {
        throw error instanceof ToolError && plan.files[0]?.number !== number ? new Error(`Some attachments were saved, but not ${quoted(name)}: ${error.message}`) : error
      })
    }
    return answer(input, plan)
  },
  check: async (input: AttachmentsInput, call) => {
    for (const { name, hash } of call.before.files) if ((await hashNow(call.ports.files, joinPath(input.into, name), call.signal)) !== hash) return { happened: false }
    return { happened: call.before.files.length > 0, output: answer(input, call.before) }
  },
  undo: (input: AttachmentsInput, output, before) => ({
    tool: 'mail.restore_files',
    input: { folder: input.into, files: output.saved.map(({ name, hash }) => ({ name, now: hash, was: null })), ...(before?.made == null ? {} : { remove_empty: before.made }) },
  }),
})

function afterFirst(plan: Plan, number: number, message: string): Error {
  return plan.files[0]?.number === number ? new ToolError('changed', message) : new Error(message)
}

async function attachmentsOf(input: AttachmentsInput, call: Omit<ToolCall, 'before'>): Promise<readonly { readonly number: number; readonly attachment: ParsedAttachment }[]> {
  const fits = globMatcher(input.names)
  const { bytes } = await wholeMessage(call, input, input.id)
  const { attachments } = await parsedMessage(bytes)
  return attachments.map((attachment, index) => ({ number: index + 1, attachment })).filter(({ number, attachment: { name } }) => {
    const own = safeName(name, `attachment-${number}`)
    return fits(own, own)
  })
}

function answer(input: AttachmentsInput, plan: Plan): { readonly saved: readonly { readonly path: string; readonly name: string; readonly size: number; readonly hash: string }[] } {
  return { saved: plan.files.map(({ name, hash, size }) => ({ path: joinPath(input.into, name), name, size, hash })) }
}
