/* A small world for the tests of check: tools of every class and control kind, and one other skill. */
import type { Tool } from '../../engine/terms/tool.ts'
import type { World } from '../../engine/check/world.ts'

type Given = Pick<Tool, 'name' | 'input' | 'output'> & Partial<Tool>

function tool(given: Given): Tool {
  return {
    title: given.name,
    description: given.name,
    class: 'read',
    control: {},
    oneOf: [],
    network: [],
    untrusted: [],
    errors: {},
    idempotent: false,
    personal: undefined,
    timeout: 30_000,
    hosts: ['node'],
    evidence: undefined,
    rehearse: undefined,
    describe: () => given.name,
    perform: () => Promise.resolve(null),
    ...given,
  }
}

const path = { type: 'string', format: 'path', description: 'An absolute path.' }
const text = { type: 'string' }
const file = { type: 'object', properties: { path: text, name: text, size: { type: 'integer' }, modified: { type: 'string', format: 'date-time' } }, required: ['path', 'name'], additionalProperties: false }

export const tools: readonly Tool[] = [
  tool({
    name: 'file.list',
    input: { type: 'object', properties: { folder: path, depth: { type: 'integer', minimum: 1 } }, required: ['folder'], additionalProperties: false },
    output: { type: 'object', properties: { files: { type: 'array', items: file } }, required: ['files'], additionalProperties: false },
    control: { folder: 'path' },
    errors: { missing: 'The folder is not there.' },
  }),
  tool({
    name: 'file.move',
    input: { type: 'object', properties: { from: path, to: path }, required: ['from', 'to'], additionalProperties: false },
    output: { type: 'object', properties: { moved: { type: 'boolean' }, to: text }, required: ['moved', 'to'], additionalProperties: false },
    class: 'reversible',
    control: { from: 'path', to: 'path' },
    errors: { exists: 'Something is there already.', missing: 'The file is not there.', busy: 'The file is in use.' },
  }),
  tool({
    name: 'file.exists',
    input: { type: 'object', properties: { path }, required: ['path'], additionalProperties: false },
    output: { type: 'object', properties: { exists: { type: 'boolean' } }, required: ['exists'], additionalProperties: false },
    control: { path: 'path' },
    evidence: { name: 'file_exists', args: ['path'], value: 'exists' },
  }),
  tool({
    name: 'notify.show',
    input: { type: 'object', properties: { text, title: text }, required: ['text'], additionalProperties: false },
    output: { type: 'object', properties: { shown: { type: 'boolean' } }, additionalProperties: false },
    class: 'reversible',
    idempotent: true,
  }),
  tool({
    name: 'mail.send',
    input: { type: 'object', properties: { to: text, subject: text, body: text, copies: { type: 'array', items: text } }, required: ['to', 'subject'], additionalProperties: false },
    output: { type: 'object', properties: { id: text }, required: ['id'], additionalProperties: false },
    class: 'sensitive',
    control: { to: 'address' },
    errors: { refused: 'The server refused it.' },
  }),
  tool({
    name: 'page.read',
    input: { type: 'object', properties: { url: { type: 'string', format: 'uri' }, host: { type: 'string', format: 'host' } }, required: ['url'], additionalProperties: false },
    output: { type: 'object', properties: { title: text, content: text }, required: ['title', 'content'], additionalProperties: false },
    control: { host: 'host' },
    untrusted: true,
  }),
]

const byName = new Map(tools.map((one) => [one.name, one]))

export const world: World = {
  tools: (name) => byName.get(name),
  toolNames: () => [...byName.keys()],
  skill: (name) => (name === 'count-files' ? { inputs: { folder: { type: 'string' }, deep: { type: 'boolean', default: false } }, outputs: ['count'] } : undefined),
  skillNames: () => ['count-files'],
}
