/* What the browser test opens: the contracts of the stores on this browser's own IndexedDB, and a whole run on top of it. */
import { BrowserBlobStore } from '../../engine/adapters/browser-blob-store.ts'
import { BrowserDatabase } from '../../engine/adapters/browser-database.ts'
import { browserFileTimes } from '../../engine/adapters/browser-file-times.ts'
import { browserFiles } from '../../engine/adapters/browser-files.ts'
import { BrowserFolders } from '../../engine/adapters/browser-folders.ts'
import { BrowserMemoryStore } from '../../engine/adapters/browser-memory-store.ts'
import { DexieRunStore } from '../../engine/adapters/dexie-run-store.ts'
import { DexieSkillStore } from '../../engine/adapters/dexie-skill-store.ts'
import { MemoryBlobStore } from '../../engine/adapters/memory-blob-store.ts'
import { memoryFiles } from '../../engine/adapters/memory-files.ts'
import { VolatileMemoryStore } from '../../engine/adapters/volatile-memory-store.ts'
import { SystemClock } from '../../engine/adapters/system-clock.ts'
import { createIds } from '../../engine/adapters/ids.ts'
import { noPolicy } from '../../engine/gate/policy.ts'
import { makeWorld } from '../../engine/make-world.ts'
import { Runner } from '../../engine/run/runner.ts'
import type { FileSystem } from '../../engine/terms/ports.ts'
import { hashText } from '../../engine/terms/hash.ts'
import { builtinTools } from '../../engine/tools/builtin/builtin-tools.ts'
import { createToolbox } from '../../engine/tools/toolbox.ts'
import { describeBlobStore } from '../contracts/blob-store.ts'
import { fileSystemContract, type FileSystemSetup } from '../contracts/file-system.ts'
import { describeMemoryStore, describeProtectedMemory } from '../contracts/memory-store.ts'
import { describeRunStore } from '../contracts/run-store.ts'
import { describeSkillStore, shippedTea } from '../contracts/skill-store.ts'
import { runCollected } from './vitest-in-page.ts'

let count = 0
describeRunStore('the IndexedDB of a browser', () => {
  const name = `contract-${count++}`
  return {
    store: new DexieRunStore(name),
    again: () => new DexieRunStore(name),
    discard: () => forget(name),
  }
})

describeSkillStore('the IndexedDB of a browser', () => {
  const name = `contract-${count++}`
  const open = (): DexieSkillStore => new DexieSkillStore(name, { shipped: { 'make-tea': shippedTea } })
  return { store: open(), again: open, discard: () => forget(name) }
})

describeBlobStore('the IndexedDB of a browser', () => new BrowserBlobStore(new BrowserDatabase(`contract-${count++}`)))

describeMemoryStore('the IndexedDB of a browser', () => new BrowserMemoryStore(new BrowserDatabase(`contract-${count++}`)))

describeProtectedMemory('the IndexedDB of a browser', () => {
  const database = new BrowserDatabase(`contract-${count++}`)
  const again = (): BrowserMemoryStore => new BrowserMemoryStore(database, { rounds: 10 })
  return { store: again(), again, raw: async () => JSON.stringify(await database.tables.facts.toArray()) }
})

fileSystemContract('the private folder of a browser', () => privateFolder((files) => files))

fileSystemContract('the private folder of a browser with bounds', () => privateFolder((files, root) => files.within?.([root]) ?? files))

async function privateFolder(take: (files: FileSystem, root: string) => FileSystem): Promise<FileSystemSetup> {
  const name = `contract-${count++}`
  const database = new BrowserDatabase(name)
  const files = browserFiles(new BrowserFolders(database, name), browserFileTimes(database))
  const root = '/browser/root'
  await files.makeFolder(root)
  const dispose = async (): Promise<void> => {
    database.close()
    await (await navigator.storage.getDirectory()).removeEntry(name, { recursive: true })
  }
  return { files: take(files, root), root, dispose, refused: ['a\\b'] }
}

function forget(name: string): Promise<void> {
  return new Promise((resolve) => {
    const request = indexedDB.deleteDatabase(name)
    request.onsuccess = request.onblocked = request.onerror = () => resolve()
  })
}

const skill = `chela: 1
name: in-a-browser
inputs: { folder: { type: string, format: path, default: /d }, time: { type: string, format: duration, default: 50ms } }
uses:
  file.list: { folder: "\${ input.folder }" }
  file.copy: { from: "\${ input.folder }", to: "\${ input.folder }" }
states:
  look: { call: file.list, with: { folder: "\${ input.folder }" } }
  pause: { wait: "\${ input.time }" }
  copy:
    each: "\${ look.files }"
    as: file
    call: file.copy
    with: { from: "\${ file.path }", to: "\${ file.path }.copy" }
  done: { end: done, output: { copied: "\${ size(copy) }" }, evidence: "copy.all(c, file_exists(c.to))" }
`

/** Begins a run and leaves it in the middle of its wait, paused or just so; a second call, after a reload, ends it. */
async function run(resume: string | undefined, pauses = true): Promise<unknown> {
  const clock = new SystemClock()
  const world = makeWorld({
    clock,
    ids: createIds(),
    store: new DexieRunStore('app'),
    toolbox: createToolbox(builtinTools),
    skills: { find: () => undefined },
    ports: { clock, files: memoryFiles({ '/d/a.txt': 'a', '/d/b.txt': 'b' }), memory: new VolatileMemoryStore(), blobs: new MemoryBlobStore(), notify: async () => {} },
    person: undefined,
    model: undefined,
    policy: noPolicy,
    grants: [],
    contract: undefined,
    accepted: () => true,
    keepGrant: () => {},
  })
  const runner = new Runner(world)
  if (resume === undefined) {
    const handle = await runner.start({ skill: { name: 'in-a-browser', text: skill, hash: hashText(skill) }, input: pauses ? {} : { time: '4s' } })
    if (!pauses) return handle.run
    handle.pause()
    await handle.rest
    return handle.run
  }
  const rest = await (await runner.resume(resume)).rest
  return { status: rest.status, entries: (await world.store.read(resume)).map(({ kind }) => kind) }
}

/** Claims a run for the tab that this page is in. */
function claim(owner: string, now: number, until: number): Promise<boolean> {
  return new DexieRunStore('claims').claim('one', owner, now, until)
}

Object.assign(window, { chelaContract: runCollected, chelaRun: run, chelaClaim: claim })
