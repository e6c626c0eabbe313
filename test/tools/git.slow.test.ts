import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { nodeFiles } from '../../engine/adapters/node-files.ts'
import { nodePrograms } from '../../engine/adapters/node-programs.ts'
import type { JsonObject } from '../../engine/terms/json.ts'
import type { ToolPorts } from '../../engine/terms/ports.ts'
import { callOf, doTool, journaled, portsOf, toolNamed, undoTool } from './tool-world.ts'
import { tempFolder, type TempFolder } from './world.ts'

const names = ['a b', '-rf', 'new\nline', '\u00e9', '"q"', '$(touch pwned)', '\u202egpj', 'tab\there', ' lead', ':(top)x', '*']
let top: TempFolder
let folder: string
let ports: ToolPorts

const git = (...given: string[]): string => execFileSync('git', given, { cwd: folder, encoding: 'utf8', env: { ...process.env, HOME: top.path, GIT_CONFIG_NOSYSTEM: '1' }, stdio: ['ignore', 'pipe', 'pipe'] })
const out = async (tool: string, input: JsonObject = {}): Promise<JsonObject> => (await doTool(tool, { folder, ...input }, ports)).output as JsonObject
/** All that git knows of the repository: where it stands, what is staged, what differs. */
const world = (): string[] => [existsSync(join(folder, '.git/HEAD')) ? git('for-each-ref') : '', git('ls-files', '--stage', '-z'), git('status', '--porcelain=v2', '-z', '--untracked-files=all')]

beforeEach(async () => {
  top = await tempFolder('/tmp')
  folder = join(top.path, 'r')
  await mkdir(folder)
  await writeFile(join(top.path, '.gitconfig'), '[user]\nname = A B\nemail = a@example.org\n[init]\ndefaultBranch = main\n')
  ports = { ...portsOf(nodeFiles({ bounds: [top.path] })), programs: nodePrograms({ ...process.env, HOME: top.path, XDG_CONFIG_HOME: join(top.path, 'none') }) }
  git('init', '-q')
  return () => top.remove()
})

test('a new repository has no commit, and hostile names are told as they are', async () => {
  for (const name of names) await writeFile(join(folder, name), 'x')
  const status = await out('git.status')
  expect(status).toMatchObject({ branch: 'main', commit: null, clean: false, count: names.length })
  expect((status['files'] as { path: string }[]).map(({ path }) => path).sort()).toEqual([...names].sort())
  expect(await out('git.log')).toMatchObject({ commits: [], truncated: false })
})

test('commits are read, and what their authors wrote can not take the place of facts', async () => {
  await writeFile(join(folder, 'a'), '1')
  const done = await out('git.commit', { message: 'One\n\nbody \x1f with a mark', paths: [join(folder, 'a')] })
  await writeFile(join(folder, 'a'), '2')
  git('-c', 'user.name=Evil\x1fName', 'commit', '-qam', 'Two')
  const log = await out('git.log', { max: 1 })
  expect(log).toMatchObject({ count: 1, truncated: true, commits: [{ subject: 'Two', parents: [done['commit']] }] })
  expect(((await out('git.log'))['commits'] as JsonObject[])[1]).toMatchObject({ commit: done['commit'], parents: [], author: 'A B', address: 'a@example.org', subject: 'One', message: 'One\n\nbody \u001f with a mark', time: Date.UTC(2026, 5, 1) })
  await writeFile(join(folder, 'b'), '')
  git('add', 'b')
  await rm(join(folder, 'a'))
  expect(await out('git.status')).toMatchObject({ files: [{ path: 'a', staged: 'same', here: 'removed' }, { path: 'b', staged: 'added', here: 'same' }] })
})

test('nothing that a repository sets up is run', async () => {
  const trap = `touch '${join(top.path, 'sprung')}'`
  for (const hook of ['pre-commit', 'commit-msg', 'post-commit', 'prepare-commit-msg', 'reference-transaction', 'post-index-change', 'pre-push', 'post-checkout', 'pre-auto-gc']) await writeFile(join(folder, '.git/hooks', hook), `#!/bin/sh\n${trap}\n`, { mode: 0o755 })
  for (const [key, value] of [['core.fsmonitor', trap], ['core.pager', trap], ['core.editor', trap], ['diff.external', trap], ['core.hooksPath', join(folder, '.git/hooks')], ['commit.gpgSign', 'true'], ['log.showSignature', 'true']] as const) git('config', key, value)
  await writeFile(join(folder, 'a'), '1')
  const done = await doTool('git.commit', { folder, message: 'm', paths: [folder] }, ports)
  await out('git.status')
  await out('git.log')
  await undoTool(done, ports)
  expect(existsSync(join(top.path, 'sprung'))).toBe(false)
  for (const key of ['filter.x.clean', 'filter.x.process', 'diff.x.textconv', 'core.sshCommand', 'gpg.program', 'credential.helper', 'url.ext::sh.insteadOf']) {
    git('config', key, trap)
    for (const tool of ['git.status', 'git.log']) await expect(out(tool)).rejects.toMatchObject({ code: 'unsafe' })
    await expect(out('git.commit', { message: 'm' })).rejects.toMatchObject({ code: 'unsafe' })
    git('config', '--unset', key)
  }
  expect(existsSync(join(top.path, 'sprung'))).toBe(false)
})

test('only the top folder of a repository of its own is taken', async () => {
  await mkdir(join(folder, 'sub'))
  await expect(doTool('git.status', { folder: join(folder, 'sub') }, ports)).rejects.toMatchObject({ code: 'not-a-repository' })
  await expect(doTool('git.status', { folder: top.path }, ports)).rejects.toMatchObject({ code: 'not-a-repository' })
  const other = join(top.path, 'other')
  await mkdir(other)
  await writeFile(join(other, '.git'), `gitdir: ${join(folder, '.git')}\n`)
  await expect(doTool('git.status', { folder: other }, ports)).rejects.toMatchObject({ code: expect.stringMatching(/unsafe|not-a-repository/) })
  git('init', '-q', '--bare', join(top.path, 'bare'))
  await expect(doTool('git.status', { folder: join(top.path, 'bare') }, ports)).rejects.toMatchObject({ code: 'not-a-repository' })
})

test('a commit is taken back only while it is the last one', async () => {
  await writeFile(join(folder, 'a'), '1')
  const done = await doTool('git.commit', { folder, message: 'm', paths: [folder] }, ports)
  git('commit', '-q', '--allow-empty', '-m', 'mine')
  const before = world()
  await expect(undoTool(done, ports)).rejects.toMatchObject({ code: 'changed' })
  expect(world()).toEqual(before)
  await expect(out('git.commit', { message: 'm', paths: [folder] })).rejects.toMatchObject({ code: 'nothing' })
  await expect(out('git.commit', { message: 'm', paths: [top.path] })).rejects.toMatchObject({ code: 'outside' })
  expect(world()).toEqual(before)
})

test('a branch is sent to a remote, never by force, and whether it arrived is asked there', async () => {
  git('init', '-q', '--bare', join(top.path, 'bare'))
  git('remote', 'add', 'origin', join(top.path, 'bare'))
  await writeFile(join(folder, 'a'), '1')
  const done = await out('git.commit', { message: 'm', paths: [folder] })
  const input = { folder, remote: 'origin', branch: 'main', local: true }
  await expect(out('git.push', { remote: 'origin', branch: 'main' })).rejects.toMatchObject({ code: 'no-remote' })
  await expect(out('git.push', { ...input, remote: 'none' })).rejects.toMatchObject({ code: 'no-remote' })
  await expect(out('git.push', { ...input, branch: 'none' })).rejects.toMatchObject({ code: 'no-branch' })
  const tool = toolNamed('git.push')
  const before = journaled((await tool.prepare?.(input, callOf(ports, null))) ?? null)
  expect(await tool.check?.(input, callOf(ports, before))).toEqual({ happened: false })
  expect(await out('git.push', input)).toMatchObject({ pushed: true, commit: done['commit'], url: join(top.path, 'bare') })
  expect(await tool.check?.(input, callOf(ports, before))).toMatchObject({ happened: true })
  git('commit', '-q', '--allow-empty', '-m', 'theirs')
  git('push', '-q', 'origin', 'main')
  git('reset', '-q', '--hard', 'HEAD~1')
  git('commit', '-q', '--allow-empty', '-m', 'mine')
  await expect(out('git.push', input)).rejects.toMatchObject({ code: 'refused' })
  git('remote', 'set-url', 'origin', `ext::sh -c touch% ${join(top.path, 'sprung')}`)
  await expect(out('git.push', input)).rejects.toMatchObject({ code: 'no-remote' })
  expect(existsSync(join(top.path, 'sprung'))).toBe(false)
})

test('a push that is refused because it has arrived already counts as done', async () => {
  git('init', '-q', '--bare', join(top.path, 'bare'))
  git('remote', 'add', 'origin', join(top.path, 'bare'))
  await writeFile(join(top.path, 'bare/hooks/update'), '#!/bin/sh\ngit update-ref "$1" "$3"\nexit 1\n', { mode: 0o755 })
  await writeFile(join(folder, 'a'), '1')
  const { commit } = await out('git.commit', { message: 'm', paths: [folder] }) as { commit: string }
  expect(await out('git.push', { remote: 'origin', branch: 'main', local: true })).toMatchObject({ pushed: true, commit })
  await writeFile(join(top.path, 'bare/hooks/update'), '#!/bin/sh\nexit 1\n', { mode: 0o755 })
  git('commit', '-q', '--allow-empty', '-m', 'next')
  await expect(out('git.push', { remote: 'origin', branch: 'main', local: true })).rejects.toMatchObject({ code: 'refused' })
})

test('a repository without a name for its author, a merge and a lock are told', async () => {
  await writeFile(join(folder, 'a'), '1')
  await writeFile(join(top.path, '.gitconfig'), '')
  await expect(out('git.commit', { message: 'm', paths: [folder] })).rejects.toMatchObject({ code: 'no-identity' })
  await writeFile(join(top.path, '.gitconfig'), '[user]\nname = A\nemail = a@b.c\n')
  await writeFile(join(folder, '.git/index.lock'), '')
  await expect(out('git.commit', { message: 'm', paths: [folder] })).rejects.toMatchObject({ code: 'busy' })
  expect(await readFile(join(folder, 'a'), 'utf8')).toBe('1')
})
