/*
 * Runs git on a repository that may have come from anywhere. Owns: what git may do there. Always true: no hook, pager,
 * editor, signature, external difference, file system monitor or submodule of the repository runs; a repository whose own
 * settings would run a program all the same is refused; nothing above the named folder is looked at.
 */
import { isInside, parentOf } from '../../../terms/file-path.ts'
import type { ToolPorts } from '../../../terms/ports.ts'
import type { ProgramEnd } from '../../../terms/program-port.ts'
import { programErrors } from '../../../terms/program-port.ts'
import { ToolError } from '../../../terms/tool.ts'
import { quoted } from '../../in-words.ts'
import { firstProgram, programsOf, textOf } from '../process/programs-of.ts'

export const gitErrors = {
  ...programErrors,
  'not-a-repository': 'The folder is not the top folder of a git repository, or belongs to somebody else.',
  unsafe: 'The settings of the repository would run programs of its own, or lead elsewhere.',
  busy: 'Another git is at work there.',
  git: 'Git refused; the message holds what it said.',
} as const

const settings = [
  'core.fsmonitor=false', 'core.hooksPath=/dev/null', 'core.pager=cat', 'core.editor=false', 'core.askPass=', 'core.quotePath=false', 'core.attributesFile=/dev/null',
  'diff.external=', 'commit.gpgSign=false', 'log.showSignature=false', 'safe.bareRepository=explicit', 'submodule.recurse=false', 'gc.auto=0', 'maintenance.auto=false', 'user.useConfigOnly=true',
  'protocol.allow=never', 'protocol.https.allow=always', 'protocol.ssh.allow=always',
]

/** Settings of the repository itself that name programs, or other places, which nothing else can switch off. */
const refused = /^(?:filter\..*\.(?:clean|smudge|process)|diff\..*\.(?:command|textconv)|core\.(?:worktree|sshcommand|gitproxy|alternaterefscommand)|gpg\..*program|credential\..*|url\..*|remote\..*\.(?:uploadpack|receivepack|vcs|proxy|mirror)|http\..*|ssh\..*|protocol\..*|core\.askpass|extensions\.(?:partialclone|worktreeconfig)|remote\..*\.promisor)$/i

export interface GitOptions {
  readonly input?: string
  readonly environment?: { readonly [name: string]: string }
  readonly time?: number
  /** Keys of the person may be used. */
  readonly keys?: boolean
  readonly settings?: readonly string[]
}

export interface Git {
  readonly folder: string
  /** Runs git; gives its end, whatever its code. */
  attempt(given: readonly string[], options?: GitOptions): Promise<ProgramEnd>
  /** Runs git and gives what it wrote; fails with `git` or `busy` unless its code is 0. */
  run(given: readonly string[], options?: GitOptions): Promise<string>
}

/** Gives git for one repository, after a look at its settings. */
export async function openGit(ports: ToolPorts, folder: string, signal: AbortSignal): Promise<Git> {
  const { path } = await firstProgram(ports, ['git'])
  const attempt = (given: readonly string[], options: GitOptions = {}): Promise<ProgramEnd> =>
    programsOf(ports).run({
      program: path, folder, most: 16_000_000, time: options.time ?? 60_000, desktop: options.keys === true,
      arguments: ['--no-optional-locks', '--no-pager', ...[...settings, ...(options.settings ?? [])].flatMap((setting) => ['-c', setting]), ...given],
      environment: { GIT_CEILING_DIRECTORIES: parentOf(folder), GIT_TERMINAL_PROMPT: '0', GIT_ATTR_NOSYSTEM: '1', GIT_NO_LAZY_FETCH: '1', SSH_ASKPASS_REQUIRE: 'never', LC_ALL: 'C.UTF-8', ...options.environment },
      ...(options.input === undefined ? {} : { input: new TextEncoder().encode(options.input) }),
    }, signal)
  const run = async (given: readonly string[], options: GitOptions = {}): Promise<string> => {
    const end = await attempt(given, options)
    if (end.code === 0 && !end.truncated) return textOf(end.output)
    throw failure(given[0] ?? 'git', end)
  }
  const git: Git = { folder, attempt, run }
  await requireOwn(git)
  await requireHarmless(git)
  return git
}

/** Says what git said, as a text that can be shown. */
export function failure(what: string, end: ProgramEnd): ToolError {
  const said = textOf(end.errors).trim().slice(0, 500)
  if (end.truncated) return new ToolError('git', `git ${what} wrote more than is read.`)
  if (/index\.lock|\.lock': File exists/.test(said)) return new ToolError('busy', 'Another git is at work there.')
  return new ToolError('git', `git ${what} failed: ${quoted(end.tooSlow ? 'it took too long' : said)}`)
}

async function requireOwn(git: Git): Promise<void> {
  const { folder } = git
  const end = await git.attempt(['rev-parse', '--show-toplevel', '--absolute-git-dir', '--git-common-dir'])
  const [top, own, shared] = textOf(end.output).split('\n')
  if (end.code !== 0 || top !== folder || own === undefined) throw new ToolError('not-a-repository', `${quoted(folder)} is not the top folder of a git repository of yours: ${quoted(textOf(end.errors).trim().slice(0, 200))}`, { path: folder })
  const common = shared?.startsWith('/') === false ? `${folder}/${shared}` : (shared ?? '')
  if (!isInside(own, folder) || !isInside(common, folder)) throw new ToolError('unsafe', `The history of ${quoted(folder)} lies elsewhere.`, { path: folder })
}

async function requireHarmless(git: Git): Promise<void> {
  const parts = (await git.run(['config', '--list', '--show-scope', '-z'])).split('\0')
  for (let index = 0; index + 1 < parts.length; index += 2) {
    const key = (parts[index + 1] ?? '').split('\n')[0] ?? ''
    if ((parts[index] === 'local' || parts[index] === 'worktree') && refused.test(key)) {
      throw new ToolError('unsafe', `The repository ${quoted(git.folder)} sets ${quoted(key)}, which can run a program or lead elsewhere. Look at its .git/config.`, { path: git.folder })
    }
  }
}
