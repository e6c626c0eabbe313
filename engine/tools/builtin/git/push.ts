import { ToolError } from '../../../terms/tool.ts'
import { defineTool } from '../../define-tool.ts'
import { quoted } from '../../in-words.ts'
import { textOf } from '../process/programs-of.ts'
import { failure, gitErrors, openGit, type Git } from './run-git.ts'

interface Input {
  readonly folder: string
  readonly remote: string
  readonly branch: string
  readonly local?: boolean
}

interface Before {
  /** What the remote had as this branch. */
  readonly there: string | null
  readonly commit: string
}

/*
 * No undo: others may have it by then. A remote that is a folder of this machine runs its own hooks, as this person; a
 * repository from elsewhere could name such a folder, so it has to be said.
 */
export const gitPush = defineTool({
  name: 'git.push',
  title: 'Send a branch to a git remote',
  description: 'Sends one branch to the branch of the same name of a remote that the repository knows by name. Never by force, never tags. Hooks of the repository do not run. Git reaches the remote in the way the person has set it up; where that needs an answer, it fails.',
  input: {
    type: 'object',
    properties: {
      folder: { type: 'string', format: 'path', description: 'The top folder of the repository.' },
      remote: { type: 'string', pattern: '^[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}$', description: 'Its name, such as origin.' },
      branch: { type: 'string', minLength: 1, maxLength: 200, pattern: '^[^-:^~?*\\[\\\\\\s][^:^~?*\\[\\\\\\s]*$' },
      local: { type: 'boolean', default: false, description: 'The remote is a folder of this machine, whose own hooks run.' },
    },
    required: ['folder', 'remote', 'branch'],
    additionalProperties: false,
  },
  output: { type: 'object', properties: { pushed: { type: 'boolean' }, remote: { type: 'string' }, branch: { type: 'string' }, commit: { type: 'string' }, url: { type: 'string', description: 'Where it went.' } }, required: ['pushed', 'remote', 'branch', 'commit', 'url'] },
  class: 'sensitive',
  control: { folder: 'path', remote: 'id', branch: 'id' },
  network: true,
  untrusted: ['url'],
  errors: { ...gitErrors, 'no-remote': 'The repository knows no remote of this name, or it can not be reached this way.', 'no-branch': 'There is no such branch.', refused: 'The remote refused it: it holds what the branch here does not.' },
  timeout: 300_000,
  hosts: ['node'],
  rehearse: (input: Input) => ({ pushed: true, remote: input.remote, branch: input.branch, commit: '0'.repeat(40), url: '' }),
  describe: (input: Input) => `send the branch ${quoted(input.branch)} of ${quoted(input.folder)} to the remote ${quoted(input.remote)}`,
  prepare: async (input: Input, call): Promise<Before> => {
    const git = await openGit(call.ports, input.folder, call.signal)
    const end = await git.attempt(['rev-parse', '--verify', '--quiet', `refs/heads/${input.branch}^{commit}`])
    if (end.code !== 0) throw new ToolError('no-branch', `There is no branch ${quoted(input.branch)} in ${quoted(input.folder)}.`)
    return { there: await thereOf(git, input), commit: textOf(end.output).trim() }
  },
  perform: async (input: Input, call) => {
    const git = await openGit(call.ports, input.folder, call.signal)
    const url = await urlOf(git, input.remote)
    const { commit } = call.before
    const answer = { pushed: true, remote: input.remote, branch: input.branch, commit, url }
    const end = await git.attempt(['push', '--porcelain', '--no-verify', '--no-follow-tags', '--no-signed', '--recurse-submodules=no', input.remote, `${commit}:refs/heads/${input.branch}`], wayTo(input))
    if (end.code === 0) return answer
    // An earlier try that was broken off may have been at work still, and have brought it there before this one.
    if ((await thereOf(git, input).catch(() => null)) === commit) return answer
    if (/^!\t[^\n]*(?:rejected|declined)/m.test(textOf(end.output))) throw new ToolError('refused', `${quoted(input.remote)} refused ${quoted(input.branch)}.`)
    // A connection that broke may have carried it: this is no declared error.
    throw new Error(failure('push', end).message)
  },
  check: async (input: Input, call) => {
    const git = await openGit(call.ports, input.folder, call.signal)
    const { commit } = call.before
    const there = await thereOf(git, input)
    if (there !== commit) return { happened: false }
    return { happened: true, output: { pushed: true, remote: input.remote, branch: input.branch, commit, url: await urlOf(git, input.remote) } }
  },
})

function wayTo(input: Input): { readonly time: number; readonly keys: boolean; readonly settings: readonly string[] } {
  return { time: 240_000, keys: true, settings: input.local === true ? ['protocol.file.allow=always'] : [] }
}

async function urlOf(git: Git, remote: string): Promise<string> {
  const end = await git.attempt(['remote', 'get-url', '--push', remote])
  if (end.code !== 0) throw new ToolError('no-remote', `The repository knows no remote ${quoted(remote)}.`)
  return textOf(end.output).trim().replace(/\/\/[^/@]*@/, '//')
}

async function thereOf(git: Git, input: Input): Promise<string | null> {
  await urlOf(git, input.remote)
  const end = await git.attempt(['ls-remote', '--refs', '--quiet', input.remote, `refs/heads/${input.branch}`], wayTo(input))
  if (end.code !== 0) throw new ToolError('no-remote', `${quoted(input.remote)} can not be reached: ${quoted(textOf(end.errors).trim().slice(0, 300))}`)
  const line = textOf(end.output).split('\n').find((one) => one.endsWith(`\trefs/heads/${input.branch}`))
  return line?.split('\t')[0] ?? null
}
