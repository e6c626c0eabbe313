import type { JsonSchema } from '../../engine/terms/json.ts'
import type { Tool } from '../../engine/terms/tool.ts'

/** A tool as data, for tests that never perform it. */
export function sampleTool(name: string, more: Partial<Tool> = {}): Tool {
  return {
    name, title: name, description: '', input: { type: 'object' }, output: { type: 'object' }, class: 'read', control: {}, oneOf: [], network: [], untrusted: [], errors: {}, idempotent: true,
    personal: undefined, timeout: 1000, hosts: ['node'], evidence: undefined, rehearse: undefined, describe: () => name, perform: () => Promise.resolve(null), ...more,
  }
}

const file: JsonSchema = { type: 'object', properties: { path: { type: 'string', format: 'path' }, name: { type: 'string' } } }

const tools = [
  sampleTool('file.list', { title: 'List the files of a folder', control: { folder: 'path' }, output: { type: 'object', properties: { files: { type: 'array', items: file } } } }),
  sampleTool('file.read', { title: 'Read a file', control: { path: 'path' }, untrusted: ['content'], output: { type: 'object', properties: { content: { type: 'string', format: 'path' } } } }),
  sampleTool('file.move', { title: 'Move a file', class: 'reversible', control: { from: 'path', to: 'path' }, undo: () => undefined, output: { type: 'object', properties: { to: { type: 'string', format: 'path' } } } }),
  sampleTool('file.trash', { title: 'Trash a file', class: 'reversible', control: { path: 'path' }, undo: () => undefined }),
  sampleTool('mail.send', { title: 'Send a mail', class: 'sensitive', control: { to: 'address' }, network: ['to'] }),
  sampleTool('mail.list', {
    title: 'List mail', control: { path: 'path', account: 'id', folder: 'id' }, oneOf: [['path', 'account']], network: ['account'],
    input: { type: 'object', properties: { path: { type: 'string', format: 'path' }, account: { type: 'string' }, folder: { type: 'string', default: 'INBOX' } } },
  }),
  sampleTool('web.get', { title: 'Read a page', control: { url: 'host' }, network: ['url'] }),
  sampleTool('notify.show', { title: 'Show a notification' }),
]

export function sampleTools(name: string): Tool | undefined {
  return tools.find((tool) => tool.name === name)
}
