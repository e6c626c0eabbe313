import { defineTool } from '../../define-tool.ts'
import { quoted } from '../../in-words.ts'
import { gitErrors, openGit } from './run-git.ts'

const longest = 10_000

export const gitLog = defineTool({
  name: 'git.log',
  title: 'Read the history of a git repository',
  description: 'Gives the newest commits of what is checked out, newest first. Runs no program of the repository. Names and messages count as written by others.',
  input: {
    type: 'object',
    properties: { folder: { type: 'string', format: 'path', description: 'The top folder of the repository.' }, max: { type: 'integer', minimum: 1, maximum: 1000, default: 50 } },
    required: ['folder'],
    additionalProperties: false,
  },
  output: {
    type: 'object',
    properties: {
      folder: { type: 'string', format: 'path' },
      commits: {
        type: 'array',
        items: {
          type: 'object',
          properties: {
            commit: { type: 'string' }, parents: { type: 'array', items: { type: 'string' } }, time: { type: 'integer', description: 'Milliseconds since 1970, as its author says.' },
            author: { type: 'string' }, address: { type: 'string' }, subject: { type: 'string' }, message: { type: 'string', description: 'At most 10,000 characters.' },
          },
          required: ['commit', 'parents', 'time', 'author', 'address', 'subject', 'message'],
        },
      },
      count: { type: 'integer' },
      truncated: { type: 'boolean', description: 'True: there are older ones.' },
    },
    required: ['folder', 'commits', 'count', 'truncated'],
  },
  class: 'read',
  control: { folder: 'path' },
  untrusted: ['commits.*.author', 'commits.*.address', 'commits.*.subject', 'commits.*.message'],
  errors: gitErrors,
  timeout: 90_000,
  hosts: ['node'],
  describe: (input) => `read the history of the repository ${quoted(input.folder)}`,
  perform: async (input, call) => {
    const most = input.max ?? 50
    const git = await openGit(call.ports, input.folder, call.signal)
    if ((await git.attempt(['rev-parse', '--verify', '--quiet', 'HEAD'])).code !== 0) return { folder: input.folder, commits: [], count: 0, truncated: false }
    const text = await git.run(['log', '-z', '--no-show-signature', '--no-ext-diff', '--no-textconv', '--no-color', '--no-decorate', '--encoding=UTF-8', `--max-count=${most + 1}`, '--format=%H%n%P%n%at%n%an%n%ae%n%B', 'HEAD', '--'])
    const found = text.split('\0').filter((part) => part !== '').map(commitOf)
    return { folder: input.folder, commits: found.slice(0, most), count: Math.min(found.length, most), truncated: found.length > most }
  },
})

/** A line each: no name holds a line break. What git made itself stands first, so that nothing others wrote can take its place. */
function commitOf(part: string) {
  const [commit = '', parents = '', time = '0', author = '', address = '', ...rest] = part.split('\n')
  const message = rest.join('\n').trim()
  return {
    commit, parents: parents === '' ? [] : parents.split(' '), time: Number(time) * 1000, author: author.slice(0, 1000), address: address.slice(0, 1000),
    subject: (message.split('\n')[0] ?? '').slice(0, 1000), message: message.slice(0, longest),
  }
}
