/* Puts the desk of a page together that stands alone: all it keeps lies in this browser, all it does is done by it. */
import { BrowserBlobStore } from '../adapters/browser-blob-store.ts'
import { BrowserDatabase } from '../adapters/browser-database.ts'
import { browserDevice } from '../adapters/browser-device.ts'
import { browserFileTimes } from '../adapters/browser-file-times.ts'
import { browserFiles } from '../adapters/browser-files.ts'
import { browserFormats } from '../adapters/browser-formats.ts'
import { BrowserFolders } from '../adapters/browser-folders.ts'
import { browserHttp } from '../adapters/browser-http.ts'
import { BrowserKept } from '../adapters/browser-kept.ts'
import { BrowserMemoryStore } from '../adapters/browser-memory-store.ts'
import { browserNotify } from '../adapters/browser-notify.ts'
import { DexieRunStore } from '../adapters/dexie-run-store.ts'
import { DexieSkillStore } from '../adapters/dexie-skill-store.ts'
import { createIds } from '../adapters/ids.ts'
import { MemoryBlobStore } from '../adapters/memory-blob-store.ts'
import { MemoryRunStore } from '../adapters/memory-run-store.ts'
import { overlayFiles } from '../adapters/overlay-files.ts'
import { OverlayMemoryStore } from '../adapters/overlay-memory-store.ts'
import { SystemClock } from '../adapters/system-clock.ts'
import { TabLine } from '../adapters/tab-line.ts'
import { openDesk } from '../desk/open-desk.ts'
import type { Desk } from '../desk/desk.ts'
import type { FreshPorts } from '../desk/desk-parts.ts'
import { noPolicy } from '../gate/policy.ts'
import { makeWorld } from '../make-world.ts'
import type { ToolPorts } from '../terms/ports.ts'
import { browserTools } from '../tools/builtin/browser-tools.ts'
import { createToolbox } from '../tools/toolbox.ts'
import { deskAcrossTabs } from './desk-across-tabs.ts'
import { pageDecisions } from './page-decisions.ts'
import { pageShelf } from './page-shelf.ts'
import { quietPorts } from './quiet-ports.ts'

export interface BrowserDeskOptions {
  /** Changes with every build of the page. */
  readonly version: string
  /** The skills that came with the page, by name. */
  readonly shipped: { readonly [name: string]: string }
}

export interface BrowserDesk {
  readonly desk: Desk
  /** The folders that the person opened to the page. */
  readonly folders: BrowserFolders
  /** Lets go of the runs at work, so that another tab or the next load goes on. */
  close(): Promise<void>
}

/** Opens the desk of this page. Throws ChelaError where the browser keeps nothing for it. */
export async function openBrowserDesk({ version, shipped }: BrowserDeskOptions): Promise<BrowserDesk> {
  const clock = new SystemClock()
  const database = new BrowserDatabase()
  const kept = new BrowserKept(database)
  const folders = new BrowserFolders(database)
  const store = new DexieRunStore()
  const skills = new DexieSkillStore('chela-skills', { shipped })
  const toolbox = createToolbox(browserTools)
  const shelf = pageShelf(skills, toolbox, version)
  const files = browserFiles(folders, browserFileTimes(database))
  const decisions = pageDecisions(kept, toolbox, (path) => files.canonical(path))
  const memory = new BrowserMemoryStore(database)
  const ports: ToolPorts = { clock, files, memory, blobs: new BrowserBlobStore(database), notify: browserNotify, http: browserHttp(), formats: browserFormats(), device: browserDevice() }
  const world = makeWorld({
    clock, store, toolbox, ports,
    ids: createIds(() => clock.now()),
    known: shelf.known,
    skills: shelf,
    person: undefined, model: undefined, contract: undefined, policy: noPolicy, grants: [], accepted: () => false, keepGrant: () => {},
  })
  await shelf.renew()
  const alone = await openDesk({
    facts: () => ({ place: 'browser', version, model: null, faults: decisions.faults().map(({ message }) => `The policy has a fault, so every deed is denied until it is mended: ${message}`) }),
    world, toolbox, shelf, skills, decisions, memory,
    policy: { read: () => kept.policy(), write: (text, base) => kept.writeText('policy', text, base) },
    synonyms: { read: () => kept.text('synonyms'), write: (text, base) => kept.writeText('synonyms', text, base) },
    quiet: () => ({ store: new MemoryRunStore(), ports: quietPorts(clock) }),
    rehearsal: () => rehearsalPorts(ports),
  })
  const line = new TabLine('chela-tabs')
  const desk = deskAcrossTabs(alone, line, clock)
  const stop = kept.watch(() => void Promise.resolve(decisions.renew()).catch(() => {}))
  const close = async (): Promise<void> => {
    stop()
    await desk.close()
    line.close()
    kept.close()
    skills.close()
    store.close()
    database.close()
  }
  return { desk, folders, close }
}

/** What is read is real, what is changed is only remembered, nothing is sent or shown. */
function rehearsalPorts({ clock, files, memory, formats, device }: ToolPorts): FreshPorts {
  return {
    store: new MemoryRunStore(),
    ports: {
      clock,
      files: overlayFiles(files, { now: () => clock.now() }),
      memory: new OverlayMemoryStore(memory),
      blobs: new MemoryBlobStore(),
      notify: async () => {},
      ...(formats !== undefined && { formats }),
      ...(device?.location !== undefined && { device: { location: device.location } }),
    },
  }
}
