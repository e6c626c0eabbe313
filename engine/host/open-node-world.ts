/*
 * Puts a world together on Node: the shelf, the store of runs, the files of this machine, what the owner decided. Owns:
 * what is opened and closed. Does not own: the parts themselves (adapters), what a run does with them (run).
 */
import { AcceptedFile } from '../adapters/accepted-file.ts'
import { AccountsFile } from '../adapters/accounts-file.ts'
import { makeDataFolders } from '../adapters/data-folders.ts'
import { davAccounts } from '../adapters/dav-accounts.ts'
import { desktopNotify } from '../adapters/desktop-notify.ts'
import { FileBlobStore } from '../adapters/file-blob-store.ts'
import { filesWithin } from '../adapters/files-within.ts'
import { GrantsFile } from '../adapters/grants-file.ts'
import { createIds } from '../adapters/ids.ts'
import { JsonMemoryStore } from '../adapters/json-memory-store.ts'
import { mailAccounts } from '../adapters/mail-accounts.ts'
import { keptFiles, keptPlaces, type KeptPlaces } from '../adapters/kept-files.ts'
import { machinePorts } from '../adapters/machine-ports.ts'
import { nodeHttp } from '../adapters/node-http.ts'
import { nodeFiles } from '../adapters/node-files.ts'
import { SqliteRunStore } from '../adapters/sqlite-run-store.ts'
import { SystemClock } from '../adapters/system-clock.ts'
import { makeWorld } from '../make-world.ts'
import type { World } from '../run/world.ts'
import type { Contract } from '../terms/contract.ts'
import type { FileSystem, Model, Person, ProtectedMemory, RunStore } from '../terms/ports.ts'
import { ModelChoice } from './open-model.ts'
import type { ShelfOptions } from './kept-shelf.ts'
import { openShelf, type Shelf } from './open-shelf.ts'
import { readPolicy, type PolicyRead } from './read-policy.ts'

export interface NodeWorldOptions extends ShelfOptions {
  /** A shelf that is open already; the options of a shelf are not looked at then. */
  readonly shelf?: Shelf
  /** Who is asked; left out: nobody, so what asks is denied. */
  readonly person?: Person
  /** Left out: the one that the person chose, if any. */
  readonly model?: Model
  readonly contract?: Contract
  /** Where journals go; left out: the database of the person. */
  readonly store?: RunStore
}

export interface NodeWorld {
  readonly world: World
  readonly shelf: Shelf
  readonly grants: GrantsFile
  readonly accepted: AcceptedFile
  readonly policy: PolicyRead
  /** Which model is asked, and what was sent to it. */
  readonly choice: ModelChoice
  /** The model that is chosen now; undefined: none. */
  model(): Model | undefined
  /** What is remembered of the person. */
  readonly memory: ProtectedMemory
  /** What no skill may change. */
  readonly kept: KeptPlaces
  close(): Promise<void>
}

/** Opens the world of a person on this machine. Throws ChelaError where a folder, the store or a file of decisions can not be used. */
export async function openNodeWorld(options: NodeWorldOptions = {}): Promise<NodeWorld> {
  const shelf = options.shelf ?? (await openShelf(options))
  const { folders, toolbox } = shelf
  makeDataFolders(folders)
  const clock = new SystemClock()
  const all: FileSystem = { ...nodeFiles(), within: filesWithin }
  const kept = await keptPlaces(folders, all)
  const files = keptFiles(all, kept)
  const machine = machinePorts()
  const policy = await readPolicy(folders.policy, toolbox, (path) => files.canonical(path))
  const http = nodeHttp({ allowPrivate: policy.policy.privateHosts ?? [] })
  const accounts = new AccountsFile(folders.accounts)
  const grants = new GrantsFile(folders.grants)
  const accepted = new AcceptedFile(folders.accepted)
  grants.list()
  accepted.list()
  const store = options.store ?? new SqliteRunStore(folders.runs)
  const memory = new JsonMemoryStore(folders.memory, { passphrase: () => process.env['CHELA_PASSPHRASE'] })
  const choice = new ModelChoice(folders)
  const model = (): Model | undefined => options.model ?? choice.model({ clock, memory, store, tool: (name) => toolbox.tool(name) })
  const world = makeWorld({
    clock,
    ids: createIds(() => clock.now()),
    store,
    toolbox,
    known: shelf.known,
    cache: shelf.cache,
    skills: { find: (name) => skillNamed(shelf, name), isOwn: (name, hash) => shelf.isOwn(name, hash) },
    ports: { clock, files, memory, blobs: new FileBlobStore(folders.blobs), notify: desktopNotify(), dav: davAccounts(accounts), mail: mailAccounts(accounts), http, ...machine.ports },
    person: options.person,
    model: model(),
    policy: policy.policy,
    get grants() {
      return grants.list()
    },
    contract: options.contract,
    accepted: (hash) => accepted.list().some((one) => one.hash === hash),
    keepGrant: (grant) => void grants.add(grant),
  })
  return {
    world, shelf, grants, accepted, policy, kept, choice, model, memory,
    close: async () => {
      await machine.close()
      await http.close()
      await store.close()
    },
  }
}

function skillNamed(shelf: Shelf, name: string): { readonly name: string; readonly hash: string; readonly text: string } | undefined {
  const found = shelf.skills.find(name)
  if (found.kind !== 'found') return undefined
  return { name, hash: shelf.load(found.text).hash, text: found.text }
}
