/* Deeds whose world is a part of this machine: a disk with pictures, git, programs of a desktop, a server on this machine. */
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import type { apartFormats } from '../../engine/adapters/apart-formats.ts'
import { nodeFiles } from '../../engine/adapters/node-files.ts'
import type { nodeHttp } from '../../engine/adapters/node-http.ts'
import { nodePrograms } from '../../engine/adapters/node-programs.ts'
import type { JsonObject } from '../../engine/terms/json.ts'
import type { ToolPorts } from '../../engine/terms/ports.ts'
import type { OddServer } from '../helpers/odd-server.ts'
import { reversing, scenes, type DeedTable, type DeedWorld, type Scenes } from './deed-world.ts'
import { portsOf } from './tool-world.ts'
import { setTime, tempFolder, treeOf } from './world.ts'

interface DiskWorld extends DeedWorld {
  readonly at: (name: string) => string
  /** Runs git in the repository `r` of this world, as a person would. */
  readonly git: (...given: string[]) => string
}

let formats: ReturnType<typeof apartFormats> | undefined
let server: OddServer | undefined
let http: ReturnType<typeof nodeHttp> | undefined

/** Starts what the worlds share. What is heavy is loaded here, so that the names of the tools can be had without it. */
export async function startMachine(): Promise<void> {
  const [{ apartFormats: open }, { nodeHttp: client }, { oddServer }] = await Promise.all([import('../../engine/adapters/apart-formats.ts'), import('../../engine/adapters/node-http.ts'), import('../helpers/odd-server.ts')])
  formats = open()
  server = await oddServer({ '/file': (request, response) => response.writeHead(200, { 'content-length': served.length }).end(request.method === 'HEAD' ? undefined : served) })
  http = client({ allowPrivate: [server.host] })
}

export async function stopMachine(): Promise<void> {
  await formats?.close()
  await http?.close()
  await server?.close()
}

const served = Buffer.from('The quick brown fox jumps over the lazy dog.')

/** A folder with files, some of whose contents are only known later; `more` says what else is looked at. */
async function diskWorld(files: { readonly [name: string]: string | Uint8Array }, more: (at: (name: string) => string) => Promise<{ readonly ports: Partial<ToolPorts>; readonly look?: () => unknown; readonly git?: DiskWorld['git'] }>): Promise<DiskWorld> {
  const top = await tempFolder()
  const at = (name: string): string => join(top.path, 'd', name)
  await mkdir(at(''), { recursive: true })
  for (const [name, content] of Object.entries(files)) {
    await mkdir(join(at(name), '..'), { recursive: true })
    await writeFile(at(name), content)
    await setTime(at(name), 1_600_000_000_123)
  }
  const { ports, look = () => null, git = () => '' } = await more(at)
  const seen = async (withTimes: boolean): Promise<unknown> => {
    const tree = Object.entries(await treeOf(at(''))).filter(([path]) => !path.startsWith('r/.git/') && !path.startsWith('bin/'))
    return { tree: tree.map(([path, what]) => [path, withTimes ? what : what.split(' ')[0]]), more: look() }
  }
  return {
    at, git, ports: { ...portsOf(nodeFiles({ bounds: [at('')], home: join(top.path, 'home') })), ...ports },
    look: () => seen(true), contents: () => seen(false), close: () => top.remove(),
  }
}

async function picturesWorld(): Promise<DiskWorld> {
  const { halfPng, photo } = await import('./pictures.ts')
  return diskWorld({ 'a.png': await halfPng(12, 8), 'b.jpg': await photo(20, 10, { orientation: 6 }), 'there.bmp': 'mine' }, async () => ({ ports: formats === undefined ? {} : { formats } }))
}

const pictures = (input: (at: DiskWorld['at'], to: string) => JsonObject): Scenes =>
  scenes(fc.constantFrom('new.png', 'new/deep/x.jpg', 'a.gif', 'there.bmp'), picturesWorld, (to, { at }) => input(at, at(to)))

const sha256 = createHash('sha256').update(served).digest('hex')
const downloading: Scenes = scenes(
  fc.record({ to: fc.constantFrom('new/deep/file.txt', 'there.txt', 'fresh.txt'), replace: fc.boolean(), hash: fc.constantFrom(undefined, sha256, sha256.toUpperCase(), '0'.repeat(64)), path: fc.constantFrom('/file', '/file', '/file', '/none') }),
  () => diskWorld({ 'there.txt': 'precious' }, async () => ({ ports: http === undefined ? {} : { http } })),
  ({ to, replace, hash, path }, { at }) => ({ url: `${server?.url}${path}`, path: at(to), replace, ...(hash !== undefined && { sha256: hash }) }),
)

/* Stand-ins on PATH: there is no desktop where the tests run. */
const desktop = (clip: string | undefined, programs: (at: DiskWorld['at']) => { readonly [name: string]: string }): Promise<DiskWorld> => diskWorld(clip === undefined ? {} : { clip }, async (at) => {
  await mkdir(at('bin'))
  for (const [name, body] of Object.entries(programs(at))) await writeFile(at(`bin/${name}`), `#!/bin/sh\n${body}\n`, { mode: 0o755 })
  return { ports: { programs: nodePrograms({ PATH: at('bin'), DISPLAY: ':9' }) } }
})
const xclip = (at: DiskWorld['at']) => ({ xclip: `case "$3" in -in) /bin/cat > '${at('new-clip')}' && /bin/mv '${at('new-clip')}' '${at('clip')}' ;; *) /bin/cat '${at('clip')}' ;; esac` })
const clipText = fc.constantFrom('', 'old', '-in', '\ufeffx\r\n', '$(id)', '\u202e')
const copying: Scenes = clock(scenes(fc.record({ clip: clipText, text: clipText }), ({ clip }) => desktop(clip, xclip), ({ text }) => ({ text })))
const saying: Scenes = scenes(clipText.filter((text) => text !== ''), () => desktop(undefined, () => ({ 'espeak-ng': '/bin/cat > /dev/null' })), (text) => ({ text }))

/** A clipboard has no time of change, though the file that stands for it has one. */
function clock(drawn: Scenes): Scenes {
  return drawn.map((scene) => ({ ...scene, open: () => scene.open().then((world) => ({ ...world, look: () => world.contents() })) }))
}

interface GivenRepository {
  readonly changed: readonly string[]
  readonly staged: number
  readonly hasParent: boolean
  readonly hasRemote?: boolean
}

const repository: fc.Arbitrary<GivenRepository> = fc.record({ changed: fc.uniqueArray(fc.constantFrom('a b', '-rf', 'new\nline', '\u00e9', '$(touch pwned)', ':(top)x', '*', 'base'), { minLength: 1, maxLength: 3 }), staged: fc.nat({ max: 2 }), hasParent: fc.boolean() })

async function repositoryWorld({ changed, staged, hasParent, hasRemote }: GivenRepository): Promise<DiskWorld> {
  const day = '2026-05-01T10:00:00Z'
  const world = await diskWorld({ 'home/.gitconfig': '[user]\nname = A B\nemail = a@example.org\n[init]\ndefaultBranch = main\n' }, async (at) => {
    const environment = { ...process.env, HOME: at('home'), XDG_CONFIG_HOME: at('none'), GIT_CONFIG_NOSYSTEM: '1' }
    const run = (folder: string, given: readonly string[]): string => execFileSync('git', given, { cwd: folder, encoding: 'utf8', env: { ...environment, GIT_AUTHOR_DATE: day, GIT_COMMITTER_DATE: day }, stdio: ['ignore', 'pipe', 'pipe'] })
    await mkdir(at('r'))
    const git = (...given: string[]): string => run(at('r'), given)
    const look = (): unknown => [git('for-each-ref', 'refs/heads'), git('ls-files', '--stage', '-z'), git('status', '--porcelain=v2', '-z', '--untracked-files=all'), hasRemote === true ? run(at('bare'), ['for-each-ref']) : '']
    return { git, look, ports: { programs: nodePrograms(environment) } }
  })
  const { at, git } = world
  git('init', '-q')
  if (hasParent) await commitBase(world)
  for (const name of changed) await writeFile(at(`r/${name}`), `new ${name}`)
  if (staged > 0) git('--literal-pathspecs', 'add', '--', ...changed.slice(0, staged))
  if (hasRemote !== true) return world
  execFileSync('git', ['init', '-q', '--bare', at('bare')])
  git('remote', 'add', 'origin', at('bare'))
  // Of a bare repository only its branches are looked at.
  const seen = async (): Promise<unknown> => [git('for-each-ref', 'refs/heads'), execFileSync('git', ['for-each-ref'], { cwd: at('bare'), encoding: 'utf8' })]
  return { ...world, look: seen, contents: seen }
}

async function commitBase({ at, git }: DiskWorld): Promise<void> {
  await writeFile(at('r/base'), 'base')
  git('add', 'base')
  git('commit', '-qm', 'base')
}

const committing: Scenes = scenes(repository, repositoryWorld, ({ changed }, { at }) => ({ folder: at('r'), message: 'm', paths: changed.map((name) => at(`r/${name}`)) }))

/** The commit is kept by its name, so a person can have it back. */
const takingBack: readonly Scenes[] = reversing('git.uncommit', 'git.commit', [committing]).map((drawn) => drawn.map((scene) => ({
  ...scene,
  byHand: async (world, { input, before }) => {
    const { git } = world as DiskWorld
    git('update-ref', 'HEAD', String(input['commit']))
    git('read-tree', String((before as JsonObject)['index']))
    git('status')
  },
})))

const pushing: Scenes = scenes(repository.map((one) => ({ ...one, hasParent: true, hasRemote: true })), repositoryWorld, (_given, { at }) => ({ folder: at('r'), remote: 'origin', branch: 'main', local: true }))

export const deedsOnMachine: DeedTable = {
  'clipboard.restore': reversing('clipboard.restore', 'clipboard.write', [copying]),
  'clipboard.write': [copying],
  'git.commit': [committing],
  'git.uncommit': takingBack,
  'http.download': [downloading],
  'image.convert': [pictures((at, to) => ({ path: at('a.png'), to }))],
  'image.resize': [pictures((at, to) => ({ path: at('b.jpg'), to, width: 7 }))],
  'image.sheet': [pictures((at, to) => ({ paths: [at('a.png'), at('b.jpg'), at('there.bmp')], to, cell: 16 }))],
  'speech.say': [saying],
}

/** What reaches others is not undone, but it can tell whether it took place. */
export const sentByGit: DeedTable = { 'git.push': [pushing] }
