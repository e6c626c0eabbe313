import { isInside } from '../../../terms/file-path.ts'
import { ToolError } from '../../../terms/tool.ts'
import { defineTool } from '../../define-tool.ts'
import { quoted } from '../../in-words.ts'
import { failure, gitErrors, openGit, type Git } from './run-git.ts'
import { headOf, indexTree, setIndex } from './heads.ts'

interface Before {
  readonly head: string | null
  /** What was staged, as a tree. */
  readonly index: string
  /** Seconds since 1970, so that the commit can be told from any other. */
  readonly time: number
}

/*
 * The commit is put together by the plumbing of git: its porcelain runs hooks, editors and housekeeping. The branch is
 * moved last, and only from where it was, so the deed is done in one step.
 */
export const gitCommit = defineTool({
  name: 'git.commit',
  title: 'Commit in a git repository',
  description: 'Makes one commit of what is staged, and of the files and folders named. Never amends and never sends it anywhere. Hooks do not run and nothing is signed.',
  input: {
    type: 'object',
    properties: {
      folder: { type: 'string', format: 'path', description: 'The top folder of the repository.' },
      message: { type: 'string', minLength: 1, maxLength: 20_000 },
      paths: { type: 'array', items: { type: 'string', format: 'path' }, maxItems: 1000, description: 'Files and folders to stage first, removals too; left out: only what is staged already.' },
    },
    required: ['folder', 'message'],
    additionalProperties: false,
  },
  output: { type: 'object', properties: { committed: { type: 'boolean' }, folder: { type: 'string', format: 'path' }, commit: { type: 'string' } }, required: ['committed', 'folder', 'commit'] },
  class: 'reversible',
  control: { folder: 'path', paths: 'path' },
  errors: {
    ...gitErrors,
    nothing: 'There is nothing to commit.',
    conflict: 'A merge is under way, which has to be finished by hand.',
    'no-identity': 'Git does not know your name and address: set user.name and user.email.',
    outside: 'A path does not lie in the repository.',
    changed: 'Somebody else committed in the meantime.',
  },
  timeout: 120_000,
  hosts: ['node'],
  rehearse: (input) => ({ committed: true, folder: input.folder, commit: '0'.repeat(40) }),
  describe: (input) => `commit ${input.paths === undefined ? 'what is staged' : input.paths.map((path) => quoted(path)).join(', ')} in ${quoted(input.folder)} as ${quoted(input.message)}`,
  prepare: async (input, call): Promise<Before> => {
    const git = await openGit(call.ports, input.folder, call.signal)
    return { head: await headOf(git), index: await indexTree(git), time: Math.floor(call.ports.clock.now() / 1000) }
  },
  perform: async (input, call) => {
    const { before } = call
    const git = await openGit(call.ports, input.folder, call.signal)
    const identity = await git.attempt(['var', 'GIT_COMMITTER_IDENT'])
    if (identity.code !== 0) throw new ToolError('no-identity', 'Git does not know your name and address: set user.name and user.email.')
    if ((await git.attempt(['rev-parse', '--verify', '--quiet', 'MERGE_HEAD'])).code === 0) throw new ToolError('conflict', `A merge is under way in ${quoted(input.folder)}.`)
    if ((await headOf(git)) !== before.head) throw new ToolError('changed', 'Somebody else committed just now.')
    try {
      await stage(git, input.paths ?? [])
      const commit = await written(git, input.message, before)
      await git.run(['update-ref', '-m', 'commit: by Chela', 'HEAD', commit, before.head ?? '0'.repeat(commit.length)])
      return { committed: true, folder: input.folder, commit }
    } catch (error) {
      if (error instanceof ToolError) await setIndex(git, before.index)
      throw error
    }
  },
  check: async (input, call) => {
    const { before } = call
    const git = await openGit(call.ports, input.folder, call.signal)
    const head = await headOf(git)
    if (head === before.head || head === null) return { happened: false }
    const [parent = '', time = '', ...rest] = (await git.run(['show', '-s', '--no-show-signature', '--format=%P%n%ct%n%B', head, '--'])).split('\n')
    const isOurs = parent === (before.head ?? '') && time === String(before.time) && rest.join('\n').trim() === input.message.trim()
    if (isOurs) return { happened: true, output: { committed: true, folder: input.folder, commit: head } }
    throw new ToolError('changed', `${quoted(input.folder)} holds other commits since, so it can not be told.`)
  },
  undo: (input, output, before) => ({ tool: 'git.uncommit', input: { folder: input.folder, commit: output.commit, parent: before.head, index: before.index } }),
})

async function stage(git: Git, paths: readonly string[]): Promise<void> {
  for (const path of paths) if (!isInside(path, git.folder)) throw new ToolError('outside', `${quoted(path)} does not lie in ${quoted(git.folder)}.`, { path })
  if (paths.length === 0) return
  const own = paths.map((path) => (path === git.folder ? '.' : `./${path.slice(git.folder.length + 1)}`))
  await git.run(['--literal-pathspecs', 'add', '--all', '--', ...own])
}

async function written(git: Git, message: string, before: Before): Promise<string> {
  const tree = await indexTree(git)
  const was = before.head === null ? null : (await git.run(['rev-parse', `${before.head}^{tree}`])).trim()
  if (tree === was || (was === null && (await git.run(['ls-tree', tree])) === '')) throw new ToolError('nothing', 'There is nothing to commit.')
  const environment = { GIT_AUTHOR_DATE: `@${before.time} +0000`, GIT_COMMITTER_DATE: `@${before.time} +0000` }
  const end = await git.attempt(['commit-tree', tree, ...(before.head === null ? [] : ['-p', before.head]), '-F', '-'], { input: message, environment })
  if (end.code !== 0) throw failure('commit-tree', end)
  return new TextDecoder().decode(end.output).trim()
}
