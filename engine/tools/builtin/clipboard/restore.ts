import { ToolError } from '../../../terms/tool.ts'
import { defineTool } from '../../define-tool.ts'
import { hashOfBytes } from '../file/file-content.ts'
import { clipboardErrors, readClipboard, writeClipboard } from './clipboard-text.ts'

const hash = { type: 'string', pattern: '^[0-9a-f]{64}$', description: 'SHA-256 of the text.' } as const

interface Input {
  readonly now: string
  readonly was: string
}

export const clipboardRestore = defineTool({
  name: 'clipboard.restore',
  title: 'Bring back the text that was on the clipboard',
  description: 'Puts an earlier text back on the clipboard, only while it still holds the stated one. Undoes clipboard.write.',
  input: { type: 'object', properties: { now: hash, was: hash }, required: ['now', 'was'], additionalProperties: false },
  output: { type: 'object', properties: { restored: { type: 'boolean' } }, required: ['restored'] },
  class: 'reversible',
  control: { was: 'id' },
  errors: { ...clipboardErrors, changed: 'Something else is on the clipboard now; it was left there.', lost: 'The earlier text is no longer kept.' },
  idempotent: true,
  rehearse: () => ({ restored: true }),
  describe: () => 'bring back the text that was on the clipboard',
  perform: async (input: Input, call) => {
    const text = new TextEncoder().encode(await readClipboard(call.ports, call.signal))
    const current = hashOfBytes(text)
    if (current !== input.now && current !== input.was) throw new ToolError('changed', 'Something else is on the clipboard now; it was left there.')
    const bytes = await call.ports.blobs.get(input.was)
    if (bytes === undefined) throw new ToolError('lost', 'The earlier text is no longer kept.')
    if (current === input.now) await call.ports.blobs.put(text)
    if (current !== input.was) await writeClipboard(call.ports, new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes), call.signal)
    return { restored: true }
  },
  undo: (input: Input) => ({ tool: 'clipboard.restore', input: { now: input.was, was: input.now } }),
})
