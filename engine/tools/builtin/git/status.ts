import { defineTool } from '../../define-tool.ts'
import { quoted } from '../../in-words.ts'
import { gitErrors, openGit } from './run-git.ts'

const mostFiles = 10_000
const words: { readonly [letter: string]: string } = { M: 'changed', T: 'changed', A: 'added', D: 'removed', R: 'renamed', C: 'copied', U: 'conflict', '.': 'same', '?': 'new' }

interface Found {
  readonly path: string
  readonly staged: string
  readonly here: string
}

export const gitStatus = defineTool({
  name: 'git.status',
  title: 'Look what has changed in a git repository',
  description: 'Gives the branch of a git repository and the files that differ from its last commit. Runs no hook or program of the repository and looks into no submodule. Names of files and branches count as written by others.',
  input: { type: 'object', properties: { folder: { type: 'string', format: 'path', description: 'The top folder of the repository.' } }, required: ['folder'], additionalProperties: false },
  output: {
    type: 'object',
    properties: {
      folder: { type: 'string', format: 'path' },
      branch: { type: ['string', 'null'], description: 'Null: no branch is checked out.' },
      commit: { type: ['string', 'null'], description: 'Null: there is none yet.' },
      ahead: { type: 'integer' },
      behind: { type: 'integer' },
      files: {
        type: 'array',
        items: { type: 'object', properties: { path: { type: 'string' }, staged: { type: 'string', enum: [...new Set(Object.values(words))] }, here: { type: 'string', enum: [...new Set(Object.values(words))] } }, required: ['path', 'staged', 'here'] },
      },
      count: { type: 'integer' },
      clean: { type: 'boolean' },
      truncated: { type: 'boolean' },
    },
    required: ['folder', 'branch', 'commit', 'ahead', 'behind', 'files', 'count', 'clean', 'truncated'],
  },
  class: 'read',
  control: { folder: 'path' },
  untrusted: ['branch', 'files.*.path'],
  errors: gitErrors,
  timeout: 90_000,
  hosts: ['node'],
  describe: (input) => `look what has changed in the repository ${quoted(input.folder)}`,
  perform: async (input, call) => {
    const git = await openGit(call.ports, input.folder, call.signal)
    const parts = (await git.run(['status', '--porcelain=v2', '--branch', '-z', '--untracked-files=all', '--ignore-submodules=all', '--no-renames'])).split('\0')
    const head = new Map(parts.filter((part) => part.startsWith('# ')).map((part) => [part.split(' ')[1], part.split(' ').slice(2).join(' ')]))
    const files = parts.flatMap(fileOf)
    const [ahead = 0, behind = 0] = (head.get('branch.ab') ?? '').split(' ').filter((part) => part !== '').map((part) => Math.abs(Number(part)))
    const [branch, commit] = [head.get('branch.head'), head.get('branch.oid')]
    return {
      folder: input.folder, branch: branch === undefined || branch === '(detached)' ? null : branch, commit: commit === undefined || commit === '(initial)' ? null : commit,
      ahead, behind, files: files.slice(0, mostFiles), count: files.length, clean: files.length === 0, truncated: files.length > mostFiles,
    }
  },
})

function fileOf(part: string): readonly Found[] {
  if (part.startsWith('? ')) return [{ path: part.slice(2), staged: 'same', here: 'new' }]
  const fields = part.startsWith('1 ') ? 8 : part.startsWith('u ') ? 10 : 0
  if (fields === 0) return []
  const [staged = '.', here = '.'] = part.slice(2, 4)
  return [{ path: part.split(' ').slice(fields).join(' '), staged: words[staged] ?? 'changed', here: words[here] ?? 'changed' }]
}
