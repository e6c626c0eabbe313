import { ToolError } from '../../../terms/tool.ts'
import { defineTool } from '../../define-tool.ts'
import { quoted } from '../../in-words.ts'
import { headOf, indexTree, setIndex } from './heads.ts'
import { gitErrors, openGit } from './run-git.ts'

const id = { type: 'string', pattern: '^[0-9a-f]{40}(?:[0-9a-f]{24})?$' } as const
const idOrNone = { ...id, type: ['string', 'null'] } as const

interface Input {
  readonly folder: string
  readonly commit: string
  readonly parent: string | null
  readonly index: string
}

/*
 * It takes a deed back and has no undo of its own: no file is touched, and git keeps the commit, by its name, for weeks.
 * With the same arguments it is the same twice, so a run that broke off here goes on.
 */
export const gitUncommit = defineTool({
  name: 'git.uncommit',
  title: 'Take back the last commit of a git repository',
  description: 'Sets a branch back to the commit before, and what is staged to what was. Files stay as they are. Only while that commit is still the last one. Undoes git.commit.',
  input: {
    type: 'object',
    properties: { folder: { type: 'string', format: 'path' }, commit: id, parent: { ...idOrNone, description: 'Null: there was no commit before.' }, index: { ...id, description: 'The tree that was staged.' } },
    required: ['folder', 'commit', 'parent', 'index'],
    additionalProperties: false,
  },
  output: { type: 'object', properties: { taken_back: { type: 'boolean' }, folder: { type: 'string', format: 'path' } }, required: ['taken_back', 'folder'] },
  class: 'reversible',
  control: { folder: 'path', commit: 'id' },
  errors: { ...gitErrors, changed: 'It is no longer the last commit; it was left as it is.', conflict: 'A merge is under way, which has to be finished by hand.' },
  idempotent: true,
  timeout: 120_000,
  hosts: ['node'],
  rehearse: (input: Input) => ({ taken_back: true, folder: input.folder }),
  describe: (input: Input) => `take back the commit ${input.commit.slice(0, 12)} in ${quoted(input.folder)}`,
  prepare: async (input: Input, call): Promise<{ readonly index: string }> => ({ index: await indexTree(await openGit(call.ports, input.folder, call.signal)) }),
  perform: async (input: Input, call) => {
    const git = await openGit(call.ports, input.folder, call.signal)
    const head = await headOf(git)
    if (head !== input.commit && head !== input.parent) throw new ToolError('changed', `${input.commit.slice(0, 12)} is no longer the last commit in ${quoted(input.folder)}.`)
    if (head === input.commit) {
      const parents = (await git.run(['show', '-s', '--no-show-signature', '--format=%P', input.commit, '--'])).trim()
      if (parents !== (input.parent ?? '')) throw new ToolError('changed', `${input.commit.slice(0, 12)} does not follow the commit that is named.`)
      await git.run(input.parent === null ? ['update-ref', '-d', 'HEAD', input.commit] : ['update-ref', '-m', 'undo: by Chela', 'HEAD', input.parent, input.commit])
    }
    await setIndex(git, input.index)
    return { taken_back: true, folder: input.folder }
  },
})
